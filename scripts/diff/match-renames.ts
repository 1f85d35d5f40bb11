import type { ObjectShape, Shape } from "../shapes/shape.ts";

type Shapes = ReadonlyMap<string, Shape>;

/** Pairs each removed component with the only added one that is otherwise equal: old name → new name. */
export function matchRenamedSchemas(old: Shapes, now: Shapes): ReadonlyMap<string, string> {
  const fingerprint = (shape: Shape): string =>
    JSON.stringify(toComparable(shape, (name) => (old.has(name) && now.has(name) ? name : "")));
  const fingerprints = (some: Shapes, others: Shapes): [name: string, look: string][] =>
    [...some].filter(([name]) => !others.has(name)).map(([name, shape]) => [name, fingerprint(shape)]);
  const [removed, added] = [fingerprints(old, now), fingerprints(now, old)];
  const pairs = removed.flatMap(([name, text]) => {
    const [partner, ...others] = added.filter(([, other]) => other === text);
    const isUnique = others.length === 0 && removed.filter(([, other]) => other === text).length === 1;
    return partner === undefined || !isUnique ? [] : [[name, partner[0]] as const];
  });
  return new Map(pairs);
}

/** Converts a shape to JSON in which removed and added components all have the same name. */
function toComparable(shape: Shape, resolveName: (name: string) => string): object {
  const { types, literals, refs, objects, items, ...rest } = shape;
  return {
    ...rest,
    types: [...types],
    values: [...literals],
    refs: [...refs].map(resolveName),
    objects: objects.map((object) => toComparableObject(object, resolveName)),
    items: items === undefined ? null : toComparable(items, resolveName),
  };
}

function toComparableObject(
  { bases, fields, required, rest }: ObjectShape,
  resolveName: (name: string) => string,
): object {
  return {
    bases: [...bases].map(resolveName),
    fields: [...fields].map(([name, field]) => [name, toComparable(field, resolveName)]),
    required: [...required].toSorted(),
    rest: rest === undefined ? null : toComparable(rest, resolveName),
  };
}
