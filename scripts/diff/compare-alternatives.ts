import { formatShape, formatListType, formatObject, formatTuple } from "../shapes/format.ts";
import { getLiteralType } from "../shapes/literals.ts";
import type { ObjectShape, Shape } from "../shapes/shape.ts";
import type { ShapeChange } from "./change.ts";
import type { ObjectPairs } from "./pair-objects.ts";

export interface ShapePair {
  /** The shapes as they are written. */
  readonly before: Shape;
  readonly after: Shape;
  /** The shapes after the references that only one of them has were followed. */
  readonly a: Shape;
  readonly b: Shape;
  readonly objects: ObjectPairs;
}

/** Compares the alternatives: plain types, arrays, objects, null. If no alternative is shared, the type has changed. */
export function compareAlternatives({ before, after, a, b, objects }: ShapePair): ShapeChange[] {
  const [from, to] = [getKinds(a), getKinds(b)];
  const removed = [...listMissing(from, to), ...objects.removed.map(getObjectName)];
  const added = [...listMissing(to, from), ...objects.added.map(getObjectName)];
  const isShared = [...from.keys()].some((kind) => to.has(kind)) || objects.pairs.length > 0;
  if (removed.length > 0 && added.length > 0 && !isShared) {
    if (a.types.has("unknown")) return [{ kind: "type-specified", after: formatShape(after) }];
    if (b.types.has("unknown")) return [{ kind: "type-unspecified", before: formatShape(before) }];
    return [{ kind: "type-changed", before: formatShape(before), after: formatShape(after) }];
  }
  const changes: ShapeChange[] = [];
  if (removed.length > 0) changes.push({ kind: "alternative-removed", before: removed.join(" or ") });
  if (added.length > 0) changes.push({ kind: "alternative-added", after: added.join(" or ") });
  if (hasFractions(a) !== hasFractions(b) && hasIntegers(a) && hasIntegers(b)) {
    changes.push({ kind: hasFractions(b) ? "fraction-added" : "fraction-removed" });
  }
  if (a.isNullable !== b.isNullable) changes.push({ kind: b.isNullable ? "null-added" : "null-removed" });
  return changes;
}

/** Returns kind → name in a report. A literal counts as its type; `compareLiterals` compares the values. */
function getKinds({ types, literals, refs, items, tuple }: Shape): Map<string, string> {
  const plain = [...[...literals].map(getLiteralType), ...types].map((type): [string, string] => [
    type === "integer" ? "number" : type,
    type,
  ]);
  const components = [...refs].map((name): [string, string] => [`component ${name}`, name]);
  // Tuples of one length are one kind, whatever their members are.
  const tuples =
    tuple === undefined
      ? []
      : [[`[] ${tuple.members.length} ${tuple.rest === undefined}`, formatTuple(tuple)] as const];
  const lists = items === undefined || tuple !== undefined ? [] : [["[]", formatListType(items)] as const];
  return new Map([...plain, ...components, ...lists, ...tuples]);
}

function hasFractions({ types }: Shape): boolean {
  return types.has("number");
}

function hasIntegers({ types }: Shape): boolean {
  return types.has("number") || types.has("integer");
}

function listMissing(some: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): string[] {
  return [...some].filter(([kind]) => !others.has(kind)).map(([, name]) => name);
}

function getObjectName(object: ObjectShape): string {
  return object.label || formatObject(object);
}
