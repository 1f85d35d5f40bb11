import type { ObjectShape, Shape } from "../shapes/shape.ts";

/** The objects among the alternatives of two shapes, paired where they describe the same thing. */
export interface ObjectPairs {
  /** The tag names the alternative if there are several: ` (type: "text")`. */
  readonly pairs: readonly [before: ObjectShape, after: ObjectShape, tag: string][];
  readonly removed: readonly ObjectShape[];
  readonly added: readonly ObjectShape[];
}

/** Pairs the only objects of both shapes; else those with the same constants, in their order. */
export function pairObjects(a: Shape, b: Shape): ObjectPairs {
  const [[first, ...others], [other, ...more]] = [a.objects, b.objects];
  const isAlone = others.length + more.length + a.refs.size + b.refs.size === 0;
  if (isAlone && first !== undefined && other !== undefined)
    return { pairs: [[first, other, ""]], removed: [], added: [] };

  const pairs: [ObjectShape, ObjectShape, string][] = [];
  const added = [...b.objects];
  const removed = a.objects.filter((object) => {
    const tag = getTag(object);
    const at = added.findIndex((candidate) => getTag(candidate) === tag);
    const [partner] = at < 0 ? [] : added.splice(at, 1);
    if (partner !== undefined) pairs.push([object, partner, tag === "" ? "" : ` (${tag})`]);
    return partner === undefined;
  });
  return { pairs, removed, added };
}

/** Formats the constants that identify an alternative: `type: "text"`. Empty if it has none. */
export function getTag({ fields, required }: ObjectShape): string {
  const constants = [...fields].flatMap(([name, { literals, types }]) => {
    const [value] = literals;
    return literals.size === 1 && types.size === 0 && required.has(name) ? [`${name}: ${value}`] : [];
  });
  return constants.join(", ");
}
