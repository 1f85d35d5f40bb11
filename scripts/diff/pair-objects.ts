import type { ObjectShape, Shape } from "../shapes/shape.ts";

/** The objects among the alternatives of two shapes, and which of them are the same thing. */
export interface ObjectPairs {
  /** The third says which alternative it is where there are several: ` (type: "text")`. */
  readonly pairs: readonly [before: ObjectShape, after: ObjectShape, tag: string][];
  readonly removed: readonly ObjectShape[];
  readonly added: readonly ObjectShape[];
}

/** One object on each side belongs together; of several, those with the same constants; the others in their order. */
export function pairObjects(a: Shape, b: Shape): ObjectPairs {
  const [[first, ...others], [other, ...more]] = [a.objects, b.objects];
  const isAlone = others.length + more.length + a.refs.size + b.refs.size === 0;
  if (isAlone && first !== undefined && other !== undefined)
    return { pairs: [[first, other, ""]], removed: [], added: [] };

  const pairs: [ObjectShape, ObjectShape, string][] = [];
  const added = [...b.objects];
  const removed = a.objects.filter((object) => {
    const tag = tagOf(object);
    const at = added.findIndex((candidate) => tagOf(candidate) === tag);
    const [partner] = at < 0 ? [] : added.splice(at, 1);
    if (partner !== undefined) pairs.push([object, partner, tag === "" ? "" : ` (${tag})`]);
    return partner === undefined;
  });
  return { pairs, removed, added };
}

/** The constants that tell an alternative apart, as text: `type: "text"`. Empty if it has none. */
export function tagOf({ fields, required }: ObjectShape): string {
  const constants = [...fields].flatMap(([name, { values, types }]) => {
    const [value] = values;
    return values.size === 1 && types.size === 0 && required.has(name) ? [`${name}: ${value}`] : [];
  });
  return constants.join(", ");
}
