import { describe, describeList, describeObject } from "../shapes/format.ts";
import { baseOf } from "../shapes/literals.ts";
import type { ObjectShape, Shape } from "../shapes/shape.ts";
import type { Finding } from "./change.ts";
import type { ObjectPairs } from "./pair-objects.ts";

export interface Given {
  /** As they are written. */
  readonly before: Shape;
  readonly after: Shape;
  /** With the references followed that only one of them has. */
  readonly a: Shape;
  readonly b: Shape;
  readonly objects: ObjectPairs;
}

/** The kinds of value that came or went: plain types, lists, objects, null. If none stays, the type is another one. */
export function compareAlternatives({ before, after, a, b, objects }: Given): Finding[] {
  const [from, to] = [kindsOf(a), kindsOf(b)];
  const removed = [...notIn(from, to), ...objects.removed.map(nameOf)];
  const added = [...notIn(to, from), ...objects.added.map(nameOf)];
  const isShared = [...from.keys()].some((kind) => to.has(kind)) || objects.pairs.length > 0;
  if (removed.length > 0 && added.length > 0 && !isShared) {
    return [{ kind: "type-changed", before: describe(before), after: describe(after) }];
  }
  const findings: Finding[] = [];
  if (removed.length > 0) findings.push({ kind: "alternative-removed", before: removed.join(" or ") });
  if (added.length > 0) findings.push({ kind: "alternative-added", after: added.join(" or ") });
  if (a.isNullable !== b.isNullable) findings.push({ kind: b.isNullable ? "null-added" : "null-removed" });
  return findings;
}

/** Kind → how a report calls it. A literal is of the kind of its type: which ones there are is another question. */
function kindsOf({ types, values, refs, items }: Shape): Map<string, string> {
  const literals = [...values].map((value): [string, string] => [baseOf(value), baseOf(value)]);
  const plain = [...types, ...refs].map((type): [string, string] => [type, type]);
  return new Map([...literals, ...plain, ...(items === undefined ? [] : [["[]", describeList(items)] as const])]);
}

function notIn(some: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): string[] {
  return [...some].filter(([kind]) => !others.has(kind)).map(([, name]) => name);
}

function nameOf(object: ObjectShape): string {
  return object.label || describeObject(object);
}
