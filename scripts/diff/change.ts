import type { SchemaPath } from "./context.ts";
import { getBump, verdicts, type Bump, type Direction, type ChangeKind, type Verdict } from "./verdicts.ts";

/** One difference with its verdict. */
export interface Change {
  readonly kind: ChangeKind;
  /** The name for users of the packages: `ChatCompletionCreateParams.temperature`, `POST /chat/completions: 429`. */
  readonly name: string;
  readonly direction: Direction;
  readonly bump: Bump;
  readonly isBreaking: boolean;
  /** The type, name or values before the change, if the sentence contains them; else empty. */
  readonly before: string;
  readonly after: string;
  /** The sentence after the name: `is now required`. */
  readonly text: string;
  /** The reason for the verdict; empty if it is obvious. */
  readonly why: string;
  /** The description of something new. */
  readonly description: string;
}

export interface ChangeDetails {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly description?: string | undefined;
}

/** A difference without its path. */
export interface ShapeChange extends ChangeDetails {
  readonly kind: ChangeKind;
}

export function createChange(kind: ChangeKind, { name, direction }: SchemaPath, details: ChangeDetails = {}): Change {
  const { before = "", after = "", description = "" } = details;
  const { why }: Verdict = verdicts[kind];
  const bump = getBump(kind, direction);
  const isBreaking = bump === "major";
  // A verdict that depends on the direction gives the reason of the breaking one.
  const isOtherReason = !isBreaking && getBump(kind, "both") === "major";
  const facts = { kind, name, direction, bump, isBreaking, before, after };
  return { ...facts, text: formatSentence(facts), why: isOtherReason ? "" : why, description };
}

/**
 * Formats the sentence after the name.
 *
 * @param code formats types and values
 */
export function formatSentence(
  { kind, before, after }: Pick<Change, "kind" | "before" | "after">,
  code: (text: string) => string = (text) => text,
): string {
  return verdicts[kind].sentence
    .replace("{values}", `${before}${after}`.includes(", ") ? "values" : "value")
    .replace("{before}", () => code(before))
    .replace("{after}", () => code(after));
}
