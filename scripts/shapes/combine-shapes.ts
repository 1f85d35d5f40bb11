import { createReference, noNotes, type Notes, type ObjectShape, type Shape } from "./shape.ts";

/** Returns the union: what any of the shapes admits, without their descriptions. */
export function uniteShapes(shapes: readonly Shape[]): Shape {
  const items = shapes.flatMap((shape) => shape.items ?? []);
  return {
    ...noNotes,
    types: new Set(shapes.flatMap(({ types }) => [...types])),
    literals: new Set(shapes.flatMap(({ literals }) => [...literals])),
    isNullable: shapes.some(({ isNullable }) => isNullable),
    refs: new Set(shapes.flatMap(({ refs }) => [...refs])),
    objects: shapes.flatMap(({ objects }) => objects),
    items: items.length > 1 ? uniteShapes(items) : items[0],
    tuple: shapes.find(({ tuple }) => tuple !== undefined)?.tuple,
  };
}

/** Returns the intersection: what both admit. Exact for objects; of plain types, the more specific one. */
export function intersectShapes(a: Shape, b: Shape): Shape {
  const isNullable = a.isNullable && b.isNullable;
  if (a.types.has("unknown")) return b;
  if (b.types.has("unknown")) return a;
  if (hasObjects(a) && hasObjects(b)) {
    const [some, others] = [toObjects(a), toObjects(b)];
    const objects = some.flatMap((one) => others.map((other) => mergeObjects(one, other)));
    const refs = new Set(objects.filter(isPlainRef).flatMap(({ bases: [name = ""] }) => name));
    const [types, literals] = [intersectSets(a.types, b.types), intersectSets(a.literals, b.literals)];
    const items = a.items === undefined || b.items === undefined ? undefined : intersectShapes(a.items, b.items);
    return { ...a, types, literals, isNullable, refs, items, objects: objects.filter((object) => !isPlainRef(object)) };
  }
  if (a.items !== undefined && b.items !== undefined)
    return { ...a, isNullable, items: intersectShapes(a.items, b.items) };
  const shared = intersectSets(a.literals, b.literals);
  if (shared.size > 0 && isClosed(a) && isClosed(b)) return { ...a, literals: shared, isNullable };
  return { ...(getSpecificity(b) > getSpecificity(a) ? b : a), isNullable };
}

/** Merges the fields of both objects; a field of both is intersected. */
export function mergeObjects(a: ObjectShape, b: ObjectShape): ObjectShape {
  const shared = [...a.fields].map(([name, field]): [string, Shape] => {
    const other = b.fields.get(name);
    return [name, other === undefined ? field : { ...intersectShapes(field, other), ...mergeNotes(other, field) }];
  });
  return {
    label: a.label || b.label,
    bases: new Set([...a.bases, ...b.bases]),
    fields: new Map([...b.fields, ...shared]),
    required: new Set([...a.required, ...b.required]),
    rest: a.rest ?? b.rest,
  };
}

function mergeNotes(a: Shape, b: Shape): Notes {
  return {
    description: a.description || b.description,
    isDeprecated: a.isDeprecated || b.isDeprecated,
    isReadOnly: a.isReadOnly || b.isReadOnly,
    isWriteOnly: a.isWriteOnly || b.isWriteOnly,
    constraints: new Map([...b.constraints, ...a.constraints]),
    documented: a.documented || b.documented,
  };
}

function intersectSets(some: ReadonlySet<string>, others: ReadonlySet<string>): Set<string> {
  return new Set([...some].filter((one) => others.has(one)));
}

/** Returns whether an object adds nothing to a component. */
function isPlainRef({ bases, fields, required, rest }: ObjectShape): boolean {
  return bases.size === 1 && fields.size + required.size === 0 && rest === undefined;
}

function hasObjects({ objects, refs }: Shape): boolean {
  return objects.length + refs.size > 0;
}

function toObjects({ objects, refs }: Shape): ObjectShape[] {
  return [...objects, ...[...refs].map((name) => Object.assign(createReference(name), { label: "" }))];
}

/** Returns whether a shape consists of literals. */
function isClosed({ types, items, literals }: Shape): boolean {
  return literals.size > 0 && types.size === 0 && items === undefined;
}

/** Ranks how specific a shape is: components before literals before plain types. */
function getSpecificity({ refs, objects, literals }: Shape): number {
  if (refs.size + objects.length > 0) return 2;
  return literals.size > 0 ? 1 : 0;
}
