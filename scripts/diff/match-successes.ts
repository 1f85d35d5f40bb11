import type { Response } from "../spec/openapi.ts";
import { isSuccess } from "../spec/operations.ts";
import type { ComparedOperation } from "./compared-operation.ts";

/** The success statuses that only one of two operations has, and those that describe the same responses in the other. */
export interface SuccessPairs {
  /** Status after the change → the status that described its responses before. */
  readonly added: ReadonlyMap<string, string>;
  /** Status before the change → the status that describes its responses now. */
  readonly removed: ReadonlyMap<string, string>;
}

/**
 * Pairs success statuses that contain each other, if their responses have the same content types: `2XX` and `default`
 * contain `200`. If there are several, one whose response is the same is preferred.
 *
 * @param isSame returns whether a response before and one after are the same
 */
export function matchSuccesses(
  before: ComparedOperation,
  after: ComparedOperation,
  isSame: (from: string, to: string) => boolean,
): SuccessPairs {
  const [old, now] = [listSuccesses(before), listSuccesses(after)];
  const isPair = (from: string, to: string): boolean =>
    areNested(from, to) && formatTypes(before.responses.get(from)) === formatTypes(after.responses.get(to));
  const added = now
    .filter((to) => !old.includes(to))
    .flatMap((to) => {
      const candidates = old.filter((from) => isPair(from, to));
      return pairWith(to, candidates, (from) => isSame(from, to));
    });
  const removed = old
    .filter((from) => !now.includes(from))
    .flatMap((from) => {
      const candidates = now.filter((to) => isPair(from, to));
      return pairWith(from, candidates, (to) => isSame(from, to));
    });
  return { added: new Map(added), removed: new Map(removed) };
}

/** Pairs a status with the first equal candidate, else with the first one; an empty list without candidates. */
function pairWith(
  status: string,
  candidates: readonly string[],
  isEqual: (other: string) => boolean,
): [string, string][] {
  const other = candidates.find(isEqual) ?? candidates[0];
  return other === undefined ? [] : [[status, other]];
}

function listSuccesses(info: ComparedOperation): string[] {
  return [...info.responses.keys()].filter((status) => isSuccess(status, info));
}

/** Returns whether one of two success statuses contains the other. */
function areNested(a: string, b: string): boolean {
  return [a, b].some((status) => status === "default" || status.toUpperCase() === "2XX");
}

function formatTypes({ content = {} }: Response = {}): string {
  return Object.keys(content).toSorted().join(", ");
}
