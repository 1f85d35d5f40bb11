import { firstSentence } from "../lib/text.ts";
import { formatPlace, type Decision, type Outcome } from "./decisions.ts";
import type { Difference } from "./differences.ts";

/** The result of a comparison of our document with another one. */
export interface Report extends Outcome {
  /** The documents by name. */
  readonly ours: string;
  readonly theirs: string;
  /** The file of the decisions. */
  readonly decisions: string;
  /** The compared operations. */
  readonly operations: readonly ComparedOperation[];
  /** Why our other operations were not compared. */
  readonly problems: readonly string[];
  /** Formats the location of a JSON pointer: `spec/openapi.yaml:12:9`. */
  readonly formatHere: (pointer: string) => string;
  readonly formatThere: (pointer: string) => string;
}

interface ComparedOperation {
  readonly ours: string;
  readonly theirs: string;
}

/** Formats a report for a terminal. Each difference is listed once, under the first operation that has it. */
export function formatText(report: Report): string {
  const { ours, theirs, decisions, operations, open, decided, stale, problems } = report;
  const counts = [
    formatCount(operations.length, "operation"),
    ...(decided.length === 0 ? [] : [`${formatCount(decided.length, "difference")} decided in ${decisions}`]),
  ];
  const sections = [
    `${theirs}, compared with ${ours}: ${open.length === 0 ? "nothing new" : `${open.length} new`} (${counts.join(", ")}).`,
    ...operations.flatMap((operation) => formatOperation(report, operation)),
    formatList("Not compared", problems),
    formatList(`Stale in ${decisions}`, stale.map(formatStale)),
    formatAdvice(report),
  ];
  return `${sections.filter(Boolean).join("\n\n")}\n`;
}

function formatCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function formatOperation(report: Report, { ours, theirs }: ComparedOperation): string[] {
  const differences = report.open.filter(({ places }) => places[0]?.operation === ours);
  if (differences.length === 0) return [];
  const select = (kind: Difference["kind"]): string[] => {
    return differences
      .filter((difference) => difference.kind === kind)
      .map((difference) => formatDifference(report, difference));
  };
  return [
    `${report.theirs}, ${theirs}, compared with ${report.ours}, ${ours}:`,
    formatList("Missing here", select("missing")),
    formatList("Different", select("different")),
    formatList("Only here", select("extra")),
  ];
}

function formatDifference(report: Report, difference: Difference): string {
  const { description, places } = difference;
  const [first] = places;
  const paths = places.filter(({ operation, path }) => operation === first?.operation && path !== first.path);
  const operations = new Set(places.map(({ operation }) => operation).filter((one) => one !== first?.operation));
  const details = [
    firstSentence(description),
    paths.length === 0 ? "" : `also ${paths.map(({ path }) => path).join(", ")}`,
    operations.size === 0 ? "" : `also in ${[...operations].join(", ")}`,
    first === undefined ? "" : `there: ${report.formatThere(first.there)}, here: ${report.formatHere(first.here)}`,
  ];
  return [formatPlace(difference), ...details.filter(Boolean).map((detail) => `    ${detail}`)].join("\n");
}

function formatStale(decision: Decision): string {
  const where = decision.operation === "" ? "" : ` (${decision.operation})`;
  return `${formatPlace(decision)}${where}\n    ${decision.decision}: ${firstSentence(decision.reason)}`;
}

function formatList(title: string, items: readonly string[]): string {
  if (items.length === 0) return "";
  return `${title} (${items.length})\n${items.map((item) => `  ${item.replaceAll("\n", "\n  ")}`).join("\n")}`;
}

function formatAdvice({ ours, decisions, open, stale }: Report): string {
  return [
    open.length === 0
      ? ""
      : `Edit ${ours} at the places above, or write the line and your reason into ${decisions}. Recorded responses decide which document is right; see spec/README.md.`,
    stale.length === 0 ? "" : `Remove the stale places from ${decisions}: the documents no longer differ there.`,
  ]
    .filter(Boolean)
    .join("\n");
}

/** Formats a report for programs: the differences with all their places, and the number of those that are decided. */
export function formatJSON(report: Report): string {
  const { ours, theirs, decisions, operations, open, decided, stale, problems, formatHere, formatThere } = report;
  const differences = open.map((difference) => {
    const places = difference.places.map((place) => {
      return Object.assign({}, place, { here: formatHere(place.here), there: formatThere(place.there) });
    });
    return Object.assign({}, difference, { places });
  });
  const summary = { ours, theirs, decisions, operations, differences, decided: decided.length, stale };
  return `${JSON.stringify({ ...summary, notCompared: problems }, null, 2)}\n`;
}
