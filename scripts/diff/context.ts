import type { NormalizedSpec } from "../shapes/normalized-spec.ts";
import { isReference, parsePointer } from "../spec/refs.ts";
import type { Direction } from "./verdicts.ts";

/** The two documents. A renamed component has its new name in both. */
export interface DiffContext {
  readonly old: NormalizedSpec;
  readonly new: NormalizedSpec;
}

/** What is compared: its name in the report, and whether requests or responses use it. */
export interface SchemaPath {
  readonly name: string;
  readonly direction: Direction;
}

/** Returns where a component is used in either document. An unused one can be imported for either direction. */
export function getDirection(name: string, { old, new: now }: DiffContext): Direction {
  const isRequest = old.requests.has(name) || now.requests.has(name);
  const isResponse = old.responses.has(name) || now.responses.has(name);
  if (isRequest === isResponse) return "both";
  return isRequest ? "request" : "response";
}

/** Returns whether both refer to the same component, which is compared once, under its own name. */
export function isSameComponent(before: unknown, after: unknown): boolean {
  if (!isReference(before) || !isReference(after) || before.$ref !== after.$ref) return false;
  const [components, , , ...rest] = parsePointer(before.$ref);
  return components === "components" && rest.length === 0;
}
