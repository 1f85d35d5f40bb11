import type { Shape } from "./shape.ts";

export const bases = ["string", "integer", "number", "boolean"] as const;
export type Base = (typeof bases)[number];

/** The type of a literal that is given as JSON text. */
export function baseOf(value: string): Base {
  if (value.startsWith('"')) return "string";
  if (value === "true" || value === "false") return "boolean";
  return Number.isInteger(Number(value)) ? "integer" : "number";
}

export function valuesOf({ values }: Shape, base: Base): string[] {
  return [...values].filter((value) => baseOf(value) === base);
}

/** Whether values are admitted beside those that are listed: the type itself, or a template (`` `x:${string}` ``). */
export function isOpen({ types }: Shape, base: Base): boolean {
  return types.has(base) || (base === "string" && [...types].some((type) => type.startsWith("`")));
}
