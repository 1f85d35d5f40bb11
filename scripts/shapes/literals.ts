import type { Shape } from "./shape.ts";

export const literalTypes = ["string", "integer", "number", "boolean"] as const;
export type LiteralType = (typeof literalTypes)[number];

/** Returns the type of a literal in JSON text. */
export function getLiteralType(value: string): LiteralType {
  if (value.startsWith('"')) return "string";
  if (value === "true" || value === "false") return "boolean";
  return Number.isInteger(Number(value)) ? "integer" : "number";
}

export function getLiterals({ literals }: Shape, type: LiteralType): string[] {
  return [...literals].filter((value) => getLiteralType(value) === type);
}

/** Returns whether a shape admits unlisted values: by the type itself, or by a template (`` `x:${string}` ``). */
export function isOpen({ types }: Shape, type: LiteralType): boolean {
  return types.has(type) || (type === "string" && [...types].some((text) => text.startsWith("`")));
}
