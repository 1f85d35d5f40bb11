import type { ObjectShape, Shape } from "./shape.ts";

/** The union: what any of them admits. Their notes are their own. */
export function either(shapes: readonly Shape[]): Shape {
  const items = shapes.flatMap((shape) => shape.items ?? []);
  return {
    types: new Set(shapes.flatMap(({ types }) => [...types])),
    values: new Set(shapes.flatMap(({ values }) => [...values])),
    isNullable: shapes.some(({ isNullable }) => isNullable),
    refs: new Set(shapes.flatMap(({ refs }) => [...refs])),
    objects: shapes.flatMap(({ objects }) => objects),
    items: items.length > 1 ? either(items) : items[0],
    description: "",
    isDeprecated: false,
    bounds: "",
  };
}

/** The intersection: what both admit. Exact for objects; of plain types it takes the side that says more. */
export function both(a: Shape, b: Shape): Shape {
  const isNullable = a.isNullable && b.isNullable;
  if (a.types.has("unknown")) return b;
  if (b.types.has("unknown")) return a;
  if (isObjects(a) && isObjects(b)) {
    const [some, others] = [asObjects(a), asObjects(b)];
    const objects = some.flatMap((one) => others.map((other) => mergeObjects(one, other)));
    const refs = new Set(objects.filter(isComponent).flatMap(({ bases: [name = ""] }) => name));
    const [types, values] = [common(a.types, b.types), common(a.values, b.values)];
    const items = a.items === undefined || b.items === undefined ? undefined : both(a.items, b.items);
    return { ...a, types, values, isNullable, refs, items, objects: objects.filter((object) => !isComponent(object)) };
  }
  if (a.items !== undefined && b.items !== undefined) return { ...a, isNullable, items: both(a.items, b.items) };
  return { ...(says(b) > says(a) ? b : a), isNullable };
}

/** All fields of both; one that both have is what both say of it. */
export function mergeObjects(a: ObjectShape, b: ObjectShape): ObjectShape {
  const shared = [...a.fields].map(([name, field]): [string, Shape] => {
    const other = b.fields.get(name);
    return [name, other === undefined ? field : { ...notesOf(other, field), ...merged(field, other) }];
  });
  return {
    label: a.label || b.label,
    bases: new Set([...a.bases, ...b.bases]),
    fields: new Map([...b.fields, ...shared]),
    required: new Set([...a.required, ...b.required]),
    rest: a.rest ?? b.rest,
  };
}

function merged(a: Shape, b: Shape): Omit<Shape, "description" | "isDeprecated" | "bounds"> {
  const { description: _description, isDeprecated: _isDeprecated, bounds: _bounds, ...rest } = both(a, b);
  return rest;
}

function notesOf(a: Shape, b: Shape): Pick<Shape, "description" | "isDeprecated" | "bounds"> {
  return {
    description: a.description || b.description,
    isDeprecated: a.isDeprecated || b.isDeprecated,
    bounds: [a.bounds, b.bounds].filter(Boolean).join(", "),
  };
}

function common(some: ReadonlySet<string>, others: ReadonlySet<string>): Set<string> {
  return new Set([...some].filter((one) => others.has(one)));
}

/** An object that adds nothing to one component is that component. */
function isComponent({ bases, fields, required, rest }: ObjectShape): boolean {
  return bases.size === 1 && fields.size + required.size === 0 && rest === undefined;
}

function isObjects({ objects, refs }: Shape): boolean {
  return objects.length + refs.size > 0;
}

function asObjects({ objects, refs }: Shape): ObjectShape[] {
  const components = [...refs].map((name): ObjectShape => {
    return { label: "", bases: new Set([name]), fields: new Map(), required: new Set(), rest: undefined };
  });
  return [...objects, ...components];
}

/** How much a shape narrows down: a component more than literals, those more than a plain type. */
function says({ refs, objects, values }: Shape): number {
  if (refs.size + objects.length > 0) return 2;
  return values.size > 0 ? 1 : 0;
}
