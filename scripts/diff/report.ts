import type { Change } from "./change.ts";
import { largest, type Bump, type Direction } from "./policy.ts";

/** What is compared, and what came of it. */
export interface Report {
  readonly base: string;
  readonly spec: string;
  readonly changes: readonly Change[];
}

export interface Groups {
  readonly breaking: readonly Change[];
  readonly additions: readonly Change[];
  /** Bounds, and what is no longer deprecated. */
  readonly words: readonly Change[];
  /** The names of what is only described anew. */
  readonly described: readonly string[];
}

/** The changes in the order in which a reader wants them. */
export function groupChanges(changes: readonly Change[]): Groups {
  const of = (bump: Bump): Change[] =>
    order.flatMap((direction) => {
      return changes.filter((one) => one.bump === bump && one.direction === direction);
    });
  const words = of("patch");
  return {
    breaking: of("major"),
    additions: of("minor"),
    words: words.filter(({ kind }) => kind !== "description"),
    described: words.filter(({ kind }) => kind === "description").map(({ name }) => name),
  };
}

const order: readonly Direction[] = ["both", "request", "answer"];

/** The step that a release with these changes takes. */
export function bumpOfAll(changes: readonly Change[]): Bump | "none" {
  return changes.length === 0 ? "none" : largest(changes.map(({ bump }) => bump));
}

/** `1 breaking change, 2 compatible ones, 3 of words`. */
export function summary(changes: readonly Change[]): string {
  const { breaking, additions, words, described } = groupChanges(changes);
  const counts = [
    { count: breaking.length, one: "breaking change", many: "breaking changes" },
    { count: additions.length, one: "compatible change", many: "compatible changes" },
    { count: words.length + described.length, one: "change of words", many: "changes of words" },
  ];
  const texts = counts.flatMap(({ count, one, many }) => (count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]));
  return texts.length === 0 ? "no changes" : texts.join(", ");
}
