import { getLiterals, type LiteralType } from "../shapes/literals.ts";
import type { Shape } from "../shapes/shape.ts";
import type { ShapeChange } from "./change.ts";

/** Integers and numbers are one type in TypeScript. */
const literalTypes: Readonly<Record<string, readonly LiteralType[]>> = {
  string: ["string"],
  number: ["integer", "number"],
  boolean: ["boolean"],
};

/** Compares the listed values. A list is open if the shape admits their type as well. */
export function compareLiterals(a: Shape, b: Shape): ShapeChange[] {
  return Object.keys(literalTypes).flatMap((type) => compareLiteralType(a, b, type));
}

function compareLiteralType(a: Shape, b: Shape, type: string): ShapeChange[] {
  const types = literalTypes[type] ?? [];
  const [before, after] = [a, b].map((shape) => types.flatMap((one) => getLiterals(shape, one))) as [
    string[],
    string[],
  ];
  // A template (`x:${string}`) admits some values, but not those that are listed next to it.
  const [wasOpen, isOpenNow] = [a, b].map((shape) => types.some((one) => shape.types.has(one))) as [boolean, boolean];
  // If one of them lacks the type, `compareAlternatives` reports it.
  if ((!wasOpen && before.length === 0) || (!isOpenNow && after.length === 0)) return [];
  if (wasOpen && !isOpenNow) return [{ kind: "enum-closed", before: type, after: joinLiterals(after) }];
  const removed = before.filter((value) => !after.includes(value));
  const added = after.filter((value) => !before.includes(value));
  const isClosed = !wasOpen && !isOpenNow;
  const changes: ShapeChange[] = [];
  if (!wasOpen && isOpenNow) changes.push({ kind: "enum-opened", after: type });
  if (removed.length > 0 && wasOpen === isOpenNow)
    changes.push({ kind: isClosed ? "value-removed" : "known-value-removed", before: joinLiterals(removed) });
  if (added.length > 0)
    changes.push({ kind: isClosed ? "value-added" : "known-value-added", after: joinLiterals(added) });
  return changes;
}

function joinLiterals(values: readonly string[]): string {
  return values.join(", ");
}
