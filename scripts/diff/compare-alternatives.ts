import { formatShape, formatListType, formatObject } from "../shapes/format.ts";
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
    return [{ kind: "type-changed", before: formatShape(before), after: formatShape(after) }];
  }
  const changes: ShapeChange[] = [];
  if (removed.length > 0) changes.push({ kind: "alternative-removed", before: removed.join(" or ") });
  if (added.length > 0) changes.push({ kind: "alternative-added", after: added.join(" or ") });
  if (a.isNullable !== b.isNullable) changes.push({ kind: b.isNullable ? "null-added" : "null-removed" });
  return changes;
}

/** Returns kind → name in a report. A literal counts as its type; `compareLiterals` compares the values. */
function getKinds({ types, literals, refs, items }: Shape): Map<string, string> {
  const literalKinds = [...literals].map(getLiteralType).map((type): [string, string] => [type, type]);
  const plain = [...types, ...refs].map((type): [string, string] => [type, type]);
  return new Map([...literalKinds, ...plain, ...(items === undefined ? [] : [["[]", formatListType(items)] as const])]);
}

function listMissing(some: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): string[] {
  return [...some].filter(([kind]) => !others.has(kind)).map(([, name]) => name);
}

function getObjectName(object: ObjectShape): string {
  return object.label || formatObject(object);
}
