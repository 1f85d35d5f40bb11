import type { ObjectShape, Shape } from "../shapes/shape.ts";

type Shapes = ReadonlyMap<string, Shape>;

/** Components that are gone, and are there under another name, all else equal: old name → new name. */
export function renamedSchemas(old: Shapes, now: Shapes): ReadonlyMap<string, string> {
  const look = (shape: Shape): string =>
    JSON.stringify(plain(shape, (name) => (old.has(name) && now.has(name) ? name : "")));
  const looks = (some: Shapes, others: Shapes): [name: string, look: string][] =>
    [...some].filter(([name]) => !others.has(name)).map(([name, shape]) => [name, look(shape)]);
  const [gone, come] = [looks(old, now), looks(now, old)];
  const pairs = gone.flatMap(([name, text]) => {
    const [partner, ...others] = come.filter(([, other]) => other === text);
    const isUnique = others.length === 0 && gone.filter(([, other]) => other === text).length === 1;
    return partner === undefined || !isUnique ? [] : [[name, partner[0]] as const];
  });
  return new Map(pairs);
}

/** As JSON has it, with the components that are themselves gone or new all alike. */
function plain(shape: Shape, nameOf: (name: string) => string): object {
  const { types, values, refs, objects, items, ...rest } = shape;
  return {
    ...rest,
    types: [...types],
    values: [...values],
    refs: [...refs].map(nameOf),
    objects: objects.map((object) => plainObject(object, nameOf)),
    items: items === undefined ? null : plain(items, nameOf),
  };
}

function plainObject({ bases, fields, required, rest }: ObjectShape, nameOf: (name: string) => string): object {
  return {
    bases: [...bases].map(nameOf),
    fields: [...fields].map(([name, field]) => [name, plain(field, nameOf)]),
    required: [...required].toSorted(),
    rest: rest === undefined ? null : plain(rest, nameOf),
  };
}
