import { truncateList } from "../lib/text.ts";
import { literalTypes, isOpen, getLiterals, type LiteralType } from "../shapes/literals.ts";
import type { Shape } from "../shapes/shape.ts";
import type { ShapeChange } from "./change.ts";

/** Compares the listed values. A list is open if the shape admits their type as well. */
export function compareLiterals(a: Shape, b: Shape): ShapeChange[] {
  return literalTypes.flatMap((type) => compareLiteralType(a, b, type));
}

function compareLiteralType(a: Shape, b: Shape, type: LiteralType): ShapeChange[] {
  const [before, after] = [getLiterals(a, type), getLiterals(b, type)];
  const [wasOpen, isOpenNow] = [isOpen(a, type), isOpen(b, type)];
  // If one of them lacks the type, `compareAlternatives` reports it.
  if ((!wasOpen && before.length === 0) || (!isOpenNow && after.length === 0)) return [];
  if (wasOpen && !isOpenNow) return [{ kind: "enum-closed", before: type, after: joinLiterals(after) }];
  const removed = before.filter((value) => !after.includes(value));
  const added = after.filter((value) => !before.includes(value));
  const isClosed = !wasOpen && !isOpenNow;
  const changes: ShapeChange[] = [];
  if (!wasOpen && isOpenNow) changes.push({ kind: "enum-opened", after: type });
  if (removed.length > 0)
    changes.push({ kind: isClosed ? "value-removed" : "known-value-removed", before: joinLiterals(removed) });
  if (added.length > 0)
    changes.push({ kind: isClosed ? "value-added" : "known-value-added", after: joinLiterals(added) });
  return changes;
}

function joinLiterals(values: readonly string[]): string {
  return truncateList(values).join(", ");
}
