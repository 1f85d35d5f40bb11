import { uniteShapes, mergeObjects } from "./combine-shapes.ts";
import type { Notes, ObjectShape, Shape } from "./shape.ts";

export type Shapes = ReadonlyMap<string, Shape>;

/** Replaces the references to some components with their shapes. */
export function expandRefs(shape: Shape, names: readonly string[], shapes: Shapes): Shape {
  if (names.length === 0) return shape;
  const refs = new Set([...shape.refs].filter((name) => !names.includes(name)));
  const components = names.flatMap((name) => {
    const component = shapes.get(name);
    return component === undefined ? [] : addLabel(component, name);
  });
  const { description, isDeprecated, isReadOnly, isWriteOnly, constraints, documented } = shape;
  const notes: Notes = { description, isDeprecated, isReadOnly, isWriteOnly, constraints, documented };
  return { ...uniteShapes([{ ...shape, refs }, ...components]), ...notes };
}

function addLabel(shape: Shape, label: string): Shape {
  return { ...shape, objects: shape.objects.map((object) => Object.assign({}, object, { label })) };
}

/** Replaces all references of a shape and of the unions in it, but not those in fields. */
export function flattenRefs(shape: Shape, shapes: Shapes, seen: ReadonlySet<string> = new Set()): Shape {
  const names = [...shape.refs].filter((name) => !seen.has(name));
  const expanded = expandRefs({ ...shape, refs: new Set(names) }, names, shapes);
  const inner = new Set([...seen, ...names]);
  const flat = expanded.refs.size === 0 ? expanded : flattenRefs(expanded, shapes, inner);
  const objects = flat.objects.flatMap((object) => expandBases(object, shapes, inner));
  return { ...resolveNulls(flat, shapes), objects };
}

/** Looks up whether the components on which that depends make a shape nullable. */
export function resolveNulls(shape: Shape, shapes: Shapes): Shape {
  const isNullable = shape.isNullable || shape.nullRefs.some((names) => areAllNull(names, shapes));
  return { ...shape, isNullable, nullRefs: [] };
}

function areAllNull(names: ReadonlySet<string>, shapes: Shapes, seen: ReadonlySet<string> = new Set()): boolean {
  return [...names].every((name) => admitsNull(name, shapes, seen));
}

/** Returns whether a component admits null. It may contain itself. */
function admitsNull(name: string, shapes: Shapes, seen: ReadonlySet<string> = new Set()): boolean {
  const shape = seen.has(name) ? undefined : shapes.get(name);
  if (shape === undefined) return false;
  const inner = new Set([...seen, name]);
  const { isNullable, refs, nullRefs } = shape;
  if (isNullable || [...refs].some((ref) => admitsNull(ref, shapes, inner))) return true;
  return nullRefs.some((names) => areAllNull(names, shapes, inner));
}

/** Adds the fields of the bases to an object. Returns one object per alternative if a base is a union. */
export function expandBases(object: ObjectShape, shapes: Shapes, seen: ReadonlySet<string> = new Set()): ObjectShape[] {
  const { bases, ...own } = object;
  return [...bases].reduce<ObjectShape[]>(
    (all, base) => {
      const shape = seen.has(base) ? undefined : shapes.get(base);
      const others = shape === undefined ? [] : flattenRefs(shape, shapes, new Set([...seen, base])).objects;
      return others.length === 0 ? all : all.flatMap((one) => others.map((other) => mergeBase(one, other, shapes)));
    },
    [{ ...own, bases: new Set() }],
  );
}

/** Merges an object with its base. Where their fields differ, components that are not objects are replaced by their shapes. */
function mergeBase(object: ObjectShape, base: ObjectShape, shapes: Shapes): ObjectShape {
  const [fields, baseFields] = [new Map(object.fields), new Map(base.fields)];
  for (const [name, field] of fields) {
    const other = baseFields.get(name);
    if (other === undefined || field.types.has("unknown") || other.types.has("unknown")) continue;
    if (isSameSet(field.refs, other.refs)) continue;
    fields.set(name, expandPlainRefs(field, shapes));
    baseFields.set(name, expandPlainRefs(other, shapes));
  }
  return mergeObjects({ ...object, fields }, { ...base, fields: baseFields });
}

function expandPlainRefs(shape: Shape, shapes: Shapes): Shape {
  const plain = [...shape.refs].flatMap((name) => {
    const flat = flattenPlain(name, shapes);
    return flat === undefined ? [] : [{ name, flat }];
  });
  if (plain.length === 0) return shape;
  const refs = new Set([...shape.refs].filter((name) => !plain.some((one) => one.name === name)));
  return { ...shape, ...pickValues(uniteShapes([{ ...shape, refs }, ...plain.map(({ flat }) => flat)])) };
}

/** Returns the shape of a component without references; `undefined` if it contains an object, or itself. */
function flattenPlain(name: string, shapes: Shapes, seen: ReadonlySet<string> = new Set()): Shape | undefined {
  const shape = seen.has(name) ? undefined : shapes.get(name);
  if (shape === undefined || shape.objects.length > 0) return undefined;
  const inner = [...shape.refs].map((ref) => flattenPlain(ref, shapes, new Set([...seen, name])));
  const known = inner.filter((one) => one !== undefined);
  return known.length < inner.length ? undefined : uniteShapes([{ ...shape, refs: new Set() }, ...known]);
}

function pickValues({ types, literals, isNullable, nullRefs, refs, items, tuple }: Shape): Partial<Shape> {
  return { types, literals, isNullable, nullRefs, refs, items, tuple };
}

function isSameSet(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return some.size === others.size && [...some].every((one) => others.has(one));
}

/** Returns whether a component is one object and nothing else, or another name of one. */
export function isPlainObject(name: string, shapes: Shapes, seen: ReadonlySet<string> = new Set()): boolean {
  const shape = seen.has(name) ? undefined : shapes.get(name);
  if (shape === undefined) return false;
  const { objects, refs, types, literals, items, isNullable } = shape;
  if (types.size + literals.size > 0 || items !== undefined || isNullable) return false;
  if (refs.size === 0) return objects.length === 1;
  const inner = new Set([...seen, name]);
  return objects.length === 0 && refs.size === 1 && [...refs].every((ref) => isPlainObject(ref, shapes, inner));
}
