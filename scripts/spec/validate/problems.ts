import type { LocationObject, NormalizedProblem, ProblemSeverity } from "@redocly/openapi-core";
import { InputError } from "../../lib/cli.ts";
import { formatLocation, SpecError, toSourceLocation, type SourceLocation } from "../spec-error.ts";
import { policy, type Mistake } from "./policy.ts";

/** What a rule passes to Redocly's `report`; `ruleId` becomes the mistake. */
interface Report {
  readonly ruleId: Mistake;
  readonly forceSeverity: ProblemSeverity;
  readonly message: string;
  readonly suggest: string[];
  readonly location: LocationObject;
}

/**
 * Describes a mistake for Redocly.
 *
 * @param message names the key and what is wrong with it
 * @param advice how to fix it, if the policy is too general
 */
export function createReport(mistake: Mistake, message: string, location: LocationObject, advice?: string): Report {
  const { severity, outcome } = policy[mistake];
  const forceSeverity = severity === "error" ? "error" : "warn";
  return { ruleId: mistake, forceSeverity, message, suggest: [advice ?? toSentence(outcome)], location };
}

/** A problem of which only these parts are needed. */
export type Problem = Pick<NormalizedProblem, "ruleId" | "severity" | "message" | "suggest" | "location">;

/** Creates a problem that is found outside of Redocly's rules. */
export function createProblem(mistake: Mistake, text: string, place: LocationObject, advice?: string): Problem {
  const { ruleId, forceSeverity: severity, message, suggest } = createReport(mistake, text, place, advice);
  return { ruleId, severity, message, suggest, location: [place] };
}

/**
 * Throws the first error, with the number of the others: one mistake often causes many.
 *
 * @throws {@link SpecError}
 */
export function throwFirstError(problems: readonly Problem[]): void {
  const errors = problems.filter(({ severity }) => severity === "error");
  const [problem] = errors.toSorted((a, b) => compareLocations(getPlace(a), getPlace(b)));
  if (problem === undefined) return;
  const others = new Set(errors.map(({ message }) => message)).size - 1;
  const more = others === 0 ? "" : ` (and ${others} more)`;
  const location = getPlace(problem);
  throw new SpecError(`${problem.message.replace(/\.$/, "")}${more}`, {
    ...(location === undefined ? {} : { location }),
    advice: problem.suggest[0] ?? "Fix it there.",
  });
}

/** This many warnings are listed: to find the lines of a large document takes time. */
const maxWarnings = 100;

/** Formats one warning a line: `openapi.yaml:3:9: warning: info.version must be text, got 1; read as "1".` */
export function formatWarnings(warnings: readonly Problem[]): string {
  const others = warnings.length - maxWarnings;
  return [
    ...warnings
      .slice(0, maxWarnings)
      .map((warning) => ({ message: warning.message, place: getPlace(warning) }))
      .toSorted((a, b) => compareLocations(a.place, b.place))
      .map(({ message, place }) => `${place === undefined ? "" : `${formatLocation(place)}: `}warning: ${message}`),
    ...(others > 0 ? [`… ${others} more warnings`] : []),
  ].join("\n");
}

function getPlace({ location: [location] }: Problem): SourceLocation | undefined {
  return location === undefined ? undefined : toSourceLocation(location);
}

/** Sorts the positions of one file, and keeps the order of the files. */
function compareLocations(a: SourceLocation | undefined, b: SourceLocation | undefined): number {
  if (a?.file !== b?.file) return 0;
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}

/**
 * Throws if there are warnings.
 *
 * @throws {@link InputError}
 */
export function throwWarnings(warnings: readonly Problem[]): void {
  if (warnings.length === 0) return;
  throw new InputError(`${formatWarnings(warnings)}\nFix the warnings: with --strict they are errors.`);
}

function toSentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
