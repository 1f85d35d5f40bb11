import { expandRefs } from "../shapes/expand-refs.ts";
import type { Shape } from "../shapes/shape.ts";
import { createChange, type Change, type ShapeChange } from "./change.ts";
import { compareAlternatives } from "./compare-alternatives.ts";
import { compareLiterals } from "./compare-literals.ts";
import { compareObjects } from "./compare-objects.ts";
import type { DiffContext, SchemaPath } from "./context.ts";
import { pairObjects } from "./pair-objects.ts";

/**
 * Compares two schemas. A component that both refer to is not followed: it is compared once, under its own name. If the
 * references differ, the shapes of the components are compared.
 */
export function compareShapes(context: DiffContext, before: Shape, after: Shape, path: SchemaPath): Change[] {
  return compare(context, before, after, path, new Set());
}

/** @param open the components that are being followed; recursive schemas contain themselves */
function compare(
  context: DiffContext,
  before: Shape,
  after: Shape,
  path: SchemaPath,
  open: ReadonlySet<string>,
): Change[] {
  const { followed, ...shapes } = followRefs(context, before, after);
  const pair = followed.join(" ");
  const { a, b } = open.has(pair) ? { a: omitRefs(before, followed), b: omitRefs(after, followed) } : shapes;
  const inner = followed.length === 0 ? open : new Set([...open, pair]);
  const within = (from: Shape, to: Shape, name: string): Change[] =>
    compare(context, from, to, { ...path, name: path.name + name }, inner);

  const objects = pairObjects(a, b);
  const changes = [...compareAlternatives({ before, after, a, b, objects }), ...compareLiterals(a, b)];
  return [
    ...changes.map(({ kind, ...details }) => createChange(kind, path, details)),
    ...(a.items === undefined || b.items === undefined ? [] : within(a.items, b.items, "[]")),
    ...objects.pairs.flatMap(([from, to, tag]) => {
      const inside = { ...path, name: path.name + tag };
      return compareObjects(context, from, to, inside, (x, y, name) => within(x, y, tag + name));
    }),
    ...compareNotes(before, after).map(({ kind, ...details }) => createChange(kind, path, details)),
  ];
}

interface Followed {
  readonly a: Shape;
  readonly b: Shape;
  readonly followed: readonly string[];
}

/** Follows the references that only one shape has; unions of components first, so that equal members are compared. */
function followRefs({ old, new: now }: DiffContext, before: Shape, after: Shape): Followed {
  let [a, b] = [before, after];
  const followed: string[] = [];
  for (;;) {
    const onlyA = [...a.refs].filter((name) => !b.refs.has(name) && old.shapes.has(name));
    const onlyB = [...b.refs].filter((name) => !a.refs.has(name) && now.shapes.has(name));
    const unions = [
      ...onlyA.filter((name) => old.shapes.get(name)?.refs.size !== 0),
      ...onlyB.filter((name) => now.shapes.get(name)?.refs.size !== 0),
    ];
    const next = (unions.length > 0 ? unions : [...onlyA, ...onlyB]).filter((name) => !followed.includes(name));
    if (next.length === 0) return { a, b, followed };
    followed.push(...next);
    a = expandRefs(
      a,
      onlyA.filter((name) => next.includes(name)),
      old.shapes,
    );
    b = expandRefs(
      b,
      onlyB.filter((name) => next.includes(name)),
      now.shapes,
    );
  }
}

/** Omits references to components that are already being compared. */
function omitRefs(shape: Shape, refs: readonly string[]): Shape {
  return { ...shape, refs: new Set([...shape.refs].filter((name) => !refs.includes(name))) };
}

function compareNotes(before: Shape, after: Shape): ShapeChange[] {
  const changes: ShapeChange[] = [];
  if (before.isDeprecated !== after.isDeprecated) {
    changes.push({ kind: after.isDeprecated ? "deprecated" : "undeprecated" });
  }
  if (before.bounds !== after.bounds) {
    changes.push({ kind: "bounds", before: before.bounds || "none", after: after.bounds || "none" });
  }
  if (before.description !== after.description) changes.push({ kind: "description" });
  return changes;
}
