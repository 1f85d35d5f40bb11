import { expandRefs } from "../shapes/expand-refs.ts";
import type { Shape } from "../shapes/shape.ts";
import { change, type Change, type Finding } from "./change.ts";
import { compareAlternatives } from "./compare-alternatives.ts";
import { compareValues } from "./compare-literals.ts";
import { compareObjects } from "./compare-objects.ts";
import type { Comparison, Place } from "./context.ts";
import { pairObjects } from "./pair-objects.ts";

/**
 * What changed from one schema to the other. A component that both refer to is not followed: it is compared once,
 * under its own name. Where one refers and the other does not, or to another component, what stands there counts.
 */
export function compareShapes(sides: Comparison, before: Shape, after: Shape, place: Place): Change[] {
  return compare(sides, before, after, place, new Set());
}

/** `open`: the components that are being followed around here, since some contain themselves. */
function compare(sides: Comparison, before: Shape, after: Shape, place: Place, open: ReadonlySet<string>): Change[] {
  const { followed, ...shapes } = followRefs(sides, before, after);
  const pair = followed.join(" ");
  const { a, b } = open.has(pair) ? { a: without(before, followed), b: without(after, followed) } : shapes;
  const inner = followed.length === 0 ? open : new Set([...open, pair]);
  const within = (from: Shape, to: Shape, name: string): Change[] =>
    compare(sides, from, to, { ...place, name: place.name + name }, inner);

  const objects = pairObjects(a, b);
  const findings = [...compareAlternatives({ before, after, a, b, objects }), ...compareValues(a, b)];
  return [
    ...findings.map(({ kind, ...details }) => change(kind, place, details)),
    ...(a.items === undefined || b.items === undefined ? [] : within(a.items, b.items, "[]")),
    ...objects.pairs.flatMap(([from, to, tag]) => {
      const inside = { ...place, name: place.name + tag };
      return compareObjects(sides, from, to, inside, (x, y, name) => within(x, y, tag + name));
    }),
    ...compareNotes(before, after).map(({ kind, ...details }) => change(kind, place, details)),
  ];
}

interface Followed {
  readonly a: Shape;
  readonly b: Shape;
  readonly followed: readonly string[];
}

/** Follows the references that only one of them has, unions of components first, so that equal members meet. */
function followRefs({ old, new: now }: Comparison, before: Shape, after: Shape): Followed {
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

/** The rest, when those components are being compared already. */
function without(shape: Shape, refs: readonly string[]): Shape {
  return { ...shape, refs: new Set([...shape.refs].filter((name) => !refs.includes(name))) };
}

function compareNotes(before: Shape, after: Shape): Finding[] {
  const findings: Finding[] = [];
  if (before.isDeprecated !== after.isDeprecated) {
    findings.push({ kind: after.isDeprecated ? "deprecated" : "undeprecated" });
  }
  if (before.bounds !== after.bounds) {
    findings.push({ kind: "bounds", before: before.bounds || "none", after: after.bounds || "none" });
  }
  if (before.description !== after.description) findings.push({ kind: "description" });
  return findings;
}
