import type { Side } from "../shapes/normalized-spec.ts";
import type { Direction } from "./policy.ts";

/** The two documents. A component that only got another name has its new one in both. */
export interface Comparison {
  readonly old: Side;
  readonly new: Side;
}

/** The thing that is compared: its name in the report, and who uses it. */
export interface Place {
  readonly name: string;
  readonly direction: Direction;
}

/** What a component is used for, in either document; what nobody uses can still be imported, for anything. */
export function directionOf(name: string, { old, new: now }: Comparison): Direction {
  const isInput = old.inputs.has(name) || now.inputs.has(name);
  const isAnswer = old.answers.has(name) || now.answers.has(name);
  if (isInput === isAnswer) return "both";
  return isInput ? "request" : "answer";
}
