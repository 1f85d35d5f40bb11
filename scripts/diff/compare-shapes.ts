import { expandBases, expandRefs, isPlainObject, resolveNulls, type Shapes } from "../shapes/expand-refs.ts";
import { createReference, type ObjectShape, type Shape, type TupleShape } from "../shapes/shape.ts";
import { createChange, type Change } from "./change.ts";
import { compareAlternatives } from "./compare-alternatives.ts";
import { compareLiterals } from "./compare-literals.ts";
import { compareNotes } from "./compare-notes.ts";
import { compareObjects } from "./compare-objects.ts";
import type { DiffContext, SchemaPath } from "./context.ts";
import { pairObjects } from "./pair-objects.ts";

/**
 * Compares two schemas. A component that both refer to is not followed: it is compared once, under its own name. If the
 * references differ, the shapes of the components are compared.
 */
export function compareShapes(context: DiffContext, before: Shape, after: Shape, path: SchemaPath): Change[] {
  return compare(context, before, after, { path, isField: false, open: new Set() });
}

/** Where two schemas are in what is being compared. */
interface Position {
  readonly path: SchemaPath;
  readonly isField: boolean;
  /** The components that are being followed; recursive schemas contain themselves. */
  readonly open: ReadonlySet<string>;
}

function compare(context: DiffContext, before: Shape, after: Shape, { path, isField, open }: Position): Change[] {
  const { followed, ...shapes } = followRefs(context, before, after);
  const pair = followed.join(" ");
  const { a, b } = open.has(pair) ? { a: omitRefs(before, followed), b: omitRefs(after, followed) } : shapes;
  const inner = followed.length === 0 ? open : new Set([...open, pair]);
  const within = (from: Shape, to: Shape, name: string, isInField = false): Change[] =>
    compare(context, from, to, { path: { ...path, name: path.name + name }, isField: isInField, open: inner });

  const objects = pairObjects({ shape: a, shapes: context.old.shapes }, { shape: b, shapes: context.new.shapes });
  const changes = [...compareAlternatives({ before, after, a, b, objects }), ...compareLiterals(a, b)];
  const all = [
    ...changes.map(({ kind, ...details }) => createChange(kind, path, details)),
    ...compareItems(a, b, within),
    ...objects.pairs.flatMap(([from, to, tag]) => {
      const inside = { ...path, name: path.name + tag };
      return compareObjects(context, from, to, inside, (x, y, name) => within(x, y, tag + name, name !== "[key]"));
    }),
    ...compareNotes(before, after, isField).map(({ kind, ...details }) => createChange(kind, path, details)),
  ];
  // A constraint that moves into a member of a union leaves the doc comment.
  const isRewritten = all.length === 0 && before.documented !== after.documented;
  return isRewritten ? [createChange("description", path)] : all;
}

/** Compares the items of arrays, by position for tuples. Tuples of different lengths are different alternatives. */
function compareItems(a: Shape, b: Shape, within: (from: Shape, to: Shape, name: string) => Change[]): Change[] {
  if (a.items === undefined || b.items === undefined) return [];
  if (a.tuple === undefined && b.tuple === undefined) return within(a.items, b.items, "[]");
  if (a.tuple === undefined || b.tuple === undefined || !isSameLength(a.tuple, b.tuple)) return [];
  const { members, rest } = b.tuple;
  return [
    ...a.tuple.members.flatMap((member, index) => {
      const other = members[index];
      return other === undefined ? [] : within(member, other, `[${index}]`);
    }),
    ...(a.tuple.rest === undefined || rest === undefined ? [] : within(a.tuple.rest, rest, "[]")),
  ];
}

export function isSameLength(a: TupleShape, b: TupleShape): boolean {
  return a.members.length === b.members.length && (a.rest === undefined) === (b.rest === undefined);
}

interface Followed {
  readonly a: Shape;
  readonly b: Shape;
  readonly followed: readonly string[];
}

/**
 * Follows the references that only one shape has: unions of components first, so that equal members are recognized. A
 * component that is one object becomes an object without fields of its own, which keeps its name.
 */
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
    if (next.length === 0) {
      [a, b] = [resolveNulls(a, old.shapes), resolveNulls(b, now.shapes)];
      return { a: splitBases(a, b, old.shapes), b: splitBases(b, a, now.shapes), followed };
    }
    followed.push(...next);
    a = followAll(
      a,
      onlyA.filter((name) => next.includes(name)),
      old.shapes,
    );
    b = followAll(
      b,
      onlyB.filter((name) => next.includes(name)),
      now.shapes,
    );
  }
}

function followAll(shape: Shape, names: readonly string[], shapes: Shapes): Shape {
  const isObject = (name: string): boolean => isPlainObject(name, shapes);
  const expanded = expandRefs(
    shape,
    names.filter((name) => !isObject(name)),
    shapes,
  );
  const refs = new Set([...expanded.refs].filter((name) => !names.includes(name) || !isObject(name)));
  return { ...expanded, refs, objects: [...expanded.objects, ...names.filter(isObject).map(createReference)] };
}

/** Splits objects with a base that is a union and that the other shape does not have, into one object per member. */
function splitBases(shape: Shape, other: Shape, shapes: Shapes): Shape {
  const known = new Set(other.objects.flatMap(({ bases }) => [...bases]));
  const split = (object: ObjectShape): ObjectShape[] => {
    const unions = [...object.bases].filter((base) => !known.has(base) && !isPlainObject(base, shapes));
    if (unions.length === 0) return [object];
    const kept = new Set([...object.bases].filter((base) => !unions.includes(base)));
    const variants = expandBases({ ...object, bases: new Set(unions) }, shapes);
    return variants.map((variant) => Object.assign({}, variant, { bases: kept }));
  };
  return { ...shape, objects: shape.objects.flatMap(split) };
}

/** Omits references to components that are already being compared. */
function omitRefs(shape: Shape, refs: readonly string[]): Shape {
  return { ...shape, refs: new Set([...shape.refs].filter((name) => !refs.includes(name))) };
}
