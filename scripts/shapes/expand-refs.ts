import { either, mergeObjects } from "./combine-shapes.ts";
import type { ObjectShape, Shape } from "./shape.ts";

export type Shapes = ReadonlyMap<string, Shape>;

/** Puts what the components `names` are in the place of the references to them. */
export function expandRefs(shape: Shape, names: readonly string[], shapes: Shapes): Shape {
  if (names.length === 0) return shape;
  const refs = new Set([...shape.refs].filter((name) => !names.includes(name)));
  const components = names.flatMap((name) => {
    const component = shapes.get(name);
    return component === undefined ? [] : labelled(component, name);
  });
  return { ...either([{ ...shape, refs }, ...components]), description: shape.description };
}

function labelled(shape: Shape, label: string): Shape {
  return { ...shape, objects: shape.objects.map((object) => Object.assign({}, object, { label })) };
}

/** The shape without any reference: every component in its place, as deep as unions go, not into fields. */
export function flatten(shape: Shape, shapes: Shapes, seen: ReadonlySet<string> = new Set()): Shape {
  const names = [...shape.refs].filter((name) => !seen.has(name));
  const expanded = { ...expandRefs({ ...shape, refs: new Set(names) }, names, shapes), bounds: shape.bounds };
  const inner = new Set([...seen, ...names]);
  const flat = expanded.refs.size === 0 ? expanded : flatten(expanded, shapes, inner);
  return { ...flat, objects: flat.objects.flatMap((object) => withBases(object, shapes, inner)) };
}

/** The object with the fields of its bases; one for each alternative where a base is a union. */
export function withBases(object: ObjectShape, shapes: Shapes, seen: ReadonlySet<string> = new Set()): ObjectShape[] {
  const { bases, ...own } = object;
  return [...bases].reduce<ObjectShape[]>(
    (all, base) => {
      const shape = seen.has(base) ? undefined : shapes.get(base);
      const others = shape === undefined ? [] : flatten(shape, shapes, new Set([...seen, base])).objects;
      return others.length === 0 ? all : all.flatMap((one) => others.map((other) => mergeObjects(one, other)));
    },
    [{ ...own, bases: new Set() }],
  );
}
