import type { Place } from "./context.ts";
import { bumpOf, policy, type Bump, type Direction, type Kind, type Rule } from "./policy.ts";

/** One difference, with its verdict. */
export interface Change {
  readonly kind: Kind;
  /** As a user of the packages names it: `ChatCompletionCreateParams.temperature`, `POST /chat/completions: 429`. */
  readonly name: string;
  readonly direction: Direction;
  readonly bump: Bump;
  readonly isBreaking: boolean;
  /** A type, a name or values, as the sentence needs them; else empty. */
  readonly before: string;
  readonly after: string;
  /** What stands behind the name in a report: `is required now`. */
  readonly text: string;
  /** Why the verdict is what it is; empty where it needs no reason. */
  readonly why: string;
  /** What the document says about something new. */
  readonly description: string;
}

export interface Details {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly description?: string | undefined;
}

/** A difference at a place that whoever asked knows. */
export interface Finding extends Details {
  readonly kind: Kind;
}

export function change(kind: Kind, { name, direction }: Place, details: Details = {}): Change {
  const { before = "", after = "", description = "" } = details;
  const { why }: Rule = policy[kind];
  const bump = bumpOf(kind, direction);
  const isBreaking = bump === "major";
  // A rule that depends on the direction gives the reason of the breaking one.
  const isForOther = !isBreaking && bumpOf(kind, "both") === "major";
  const facts = { kind, name, direction, bump, isBreaking, before, after };
  return { ...facts, text: sentence(facts), why: isForOther ? "" : why, description };
}

/** What stands behind the name in a report, with types and values as `code` writes them. */
export function sentence(
  { kind, before, after }: Pick<Change, "kind" | "before" | "after">,
  code: (text: string) => string = (text) => text,
): string {
  return policy[kind].says
    .replace("{values}", `${before}${after}`.includes(", ") ? "values" : "value")
    .replace("{before}", () => code(before))
    .replace("{after}", () => code(after));
}
