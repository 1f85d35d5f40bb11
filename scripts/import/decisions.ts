import { readFile } from "node:fs/promises";
import { parse, YAMLParseError } from "yaml";
import { InputError } from "../lib/cli.ts";
import { isObject } from "../lib/objects.ts";
import { toDisplayPath } from "../lib/paths.ts";
import type { Difference, Place } from "./differences.ts";
import { formatValues, type Finding } from "./findings.ts";

/** A difference that was decided: a line of the report. */
export interface Decision {
  /** `leave out` is about what only their document has, `keep` about everything else. */
  readonly decision: "leave out" | "keep";
  readonly reason: string;
  /** The only operation that it applies to; empty for all. */
  readonly operation: string;
  readonly path: string;
  /** The text of the finding; `*` at its end stands for any text. */
  readonly text: string;
}

/**
 * Reads the decisions of a file: a list of `decision`, `reason`, `operation` and `places`, which map a path to the text
 * of its finding, or to a list of texts.
 *
 * @throws {@link InputError} when the file has another form
 */
export async function readDecisions(file: string): Promise<Decision[]> {
  const name = toDisplayPath(file);
  const entries = parseYAML(await readFile(file, "utf8"), name);
  if (!Array.isArray(entries)) throw new InputError(`${name}: Expected a list of decisions`);
  return entries.flatMap((entry: unknown, index) => readEntry(entry, `${name}: Entry ${index + 1}`));
}

function parseYAML(text: string, name: string): unknown {
  try {
    return parse(text) ?? [];
  } catch (error) {
    if (error instanceof YAMLParseError) throw new InputError(`${name}: ${error.message}`);
    throw error;
  }
}

const keys = new Set(["decision", "reason", "operation", "places"]);

function readEntry(entry: unknown, name: string): Decision[] {
  if (!isObject(entry)) throw new InputError(`${name} must have a decision, a reason and places`);
  const { decision, reason, operation = "", places } = entry;
  const unknown = Object.keys(entry).find((key) => !keys.has(key));
  if (unknown !== undefined) throw new InputError(`${name} has an unknown key: ${unknown}`);
  if (decision !== "leave out" && decision !== "keep") {
    throw new InputError(`${name}: decision must be "leave out", for what only the other document has, or "keep"`);
  }
  if (typeof reason !== "string" || reason.trim() === "") throw new InputError(`${name} must have a reason`);
  if (typeof operation !== "string") throw new InputError(`${name}: operation must be a method and a path`);
  if (!isObject(places)) throw new InputError(`${name}: places must map paths to the texts of their findings`);
  return Object.entries(places).flatMap(([path, given]) => {
    const texts: readonly unknown[] = Array.isArray(given) ? given : [given];
    return texts.map((text) => {
      if (typeof text !== "string") throw new InputError(`${name}: ${path} must have the text of its finding`);
      return { decision, reason, operation, path, text };
    });
  });
}

export interface Outcome {
  /** The differences that are not decided, or the values of them that are not. */
  readonly open: readonly Difference[];
  /** The differences that are decided completely. */
  readonly decided: readonly Difference[];
  /** The decisions whose difference no longer exists. */
  readonly stale: readonly Decision[];
}

interface Compared {
  /** The operations of our document that were compared. */
  readonly operations: ReadonlySet<string>;
  /** Whether those are all operations of our document. */
  readonly isComplete: boolean;
}

/** Applies decisions to the differences. A decision about values covers these values only, so that later ones show. */
export function applyDecisions(
  differences: readonly Difference[],
  decisions: readonly Decision[],
  { operations, isComplete }: Compared,
): Outcome {
  const rests = differences.map((difference) => {
    return {
      difference,
      rest: removeDecided(
        difference,
        decisions.filter((one) => matches(one, difference)),
      ),
    };
  });
  const stale = decisions.flatMap((one) => {
    if (one.operation === "" ? !isComplete : !operations.has(one.operation)) return [];
    return (
      getStalePart(
        one,
        differences.filter((difference) => matches(one, difference)),
      ) ?? []
    );
  });
  return {
    open: rests.flatMap(({ rest }) => rest ?? []),
    decided: rests.flatMap(({ difference, rest }) => (rest === undefined ? difference : [])),
    stale,
  };
}

function matches({ decision, operation, path, text }: Decision, difference: Difference): boolean {
  if ((decision === "leave out") !== (difference.kind === "missing")) return false;
  const isPlace = (place: Place): boolean => {
    return place.path === path && (operation === "" || place.operation === operation);
  };
  if (!difference.places.some(isPlace)) return false;
  if (text.endsWith("*")) return difference.text.startsWith(text.slice(0, -1));
  return isValueText(text) ? difference.values.length > 0 : text === difference.text;
}

function removeDecided(difference: Difference, decisions: readonly Decision[]): Difference | undefined {
  if (decisions.length === 0) return difference;
  const isWhole = decisions.some(({ text }) => text.endsWith("*") || !isValueText(text));
  const values = difference.values.filter((value) => !decisions.some(({ text }) => readValues(text).includes(value)));
  return isWhole || values.length === 0 ? undefined : { ...difference, values, text: formatValues(values) };
}

/** Returns the part of a decision that no difference has; `undefined` if all of it still applies. */
function getStalePart(decision: Decision, differences: readonly Difference[]): Decision | undefined {
  if (differences.length === 0) return decision;
  if (decision.text.endsWith("*") || !isValueText(decision.text)) return undefined;
  const known = new Set(differences.flatMap(({ values }) => values));
  const values = readValues(decision.text).filter((value) => !known.has(value));
  return values.length === 0 ? undefined : { ...decision, text: formatValues(values) };
}

function isValueText(text: string): boolean {
  return /^the values? /.test(text);
}

/** Reads the literals of `the values "a", "b"` as JSON text. */
function readValues(text: string): string[] {
  return text.match(/"(?:[^"\\]|\\.)*"|-?\d[\d.e+-]*|\b(?:true|false)\b/g) ?? [];
}

/** Formats a place as its line in the report, which can be pasted into the file. */
export function formatPlace({ path, text }: Pick<Finding, "path" | "text">): string {
  return `${path}: ${text}`;
}
