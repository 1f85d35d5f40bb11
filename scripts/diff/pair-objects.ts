import { uniteShapes } from "../shapes/combine-shapes.ts";
import { expandBases, flattenRefs, type Shapes } from "../shapes/expand-refs.ts";
import { formatShape } from "../shapes/format.ts";
import { neverShape, type ObjectShape, type Shape } from "../shapes/shape.ts";

/** The objects among the alternatives of two shapes, paired where they describe the same thing. */
export interface ObjectPairs {
  /** The tag names the alternative if there are several: ` (type: "text")`. */
  readonly pairs: readonly [before: ObjectShape, after: ObjectShape, tag: string][];
  readonly removed: readonly ObjectShape[];
  readonly added: readonly ObjectShape[];
}

/** The members of a union in one document. */
export interface Members {
  readonly shape: Shape;
  readonly shapes: Shapes;
}

/**
 * Pairs the only objects of both shapes. Of several, it pairs those with the same fields, the same component, the same
 * constants, or at least half of the fields in common, in this order of preference; never by their position.
 */
export function pairObjects(a: Members, b: Members): ObjectPairs {
  const [[first, ...others], [other, ...more]] = [a.shape.objects, b.shape.objects];
  const isAlone = others.length + more.length + a.shape.refs.size + b.shape.refs.size === 0;
  if (isAlone && first !== undefined && other !== undefined) {
    return isUnrelated(first, other, a.shapes, b.shapes)
      ? { pairs: [], removed: [first], added: [other] }
      : { pairs: [[first, other, ""]], removed: [], added: [] };
  }
  const before = a.shape.objects.map((object) => identify(object, a.shapes));
  const after = b.shape.objects.map((object) => identify(object, b.shapes));
  const candidates = before.flatMap((from) => after.map((to) => ({ from, to, score: getSimilarity(from, to) })));
  const partners = new Map<Identity, Identity>();
  const taken = new Set<Identity>();
  for (const { from, to, score } of candidates.toSorted((x, y) => y.score - x.score)) {
    if (score <= 0 || partners.has(from) || taken.has(to)) continue;
    partners.set(from, to);
    taken.add(to);
  }
  return {
    pairs: [...partners].map(([from, to]) => [from.object, to.object, formatTag(from, to)]),
    removed: before.filter((from) => !partners.has(from)).map(({ object }) => object),
    added: after.filter((to) => !taken.has(to)).map(({ object }) => object),
  };
}

/** What an object is recognized by. */
interface Identity {
  readonly object: ObjectShape;
  /** The components that it is or extends. */
  readonly names: ReadonlySet<string>;
  /** Field → the only values that it can have. */
  readonly constants: ReadonlyMap<string, ReadonlySet<string>>;
  readonly fields: ReadonlyMap<string, string>;
  /** The constants that identify it: `type: "text"`. Empty if it has none. */
  readonly tag: string;
}

function identify(object: ObjectShape, shapes: Shapes): Identity {
  const variants = expandBases(object, shapes);
  const names = new Set(variants.flatMap(({ fields }) => [...fields.keys()]));
  const constants = new Map<string, ReadonlySet<string>>();
  const fields = new Map<string, string>();
  for (const name of names) {
    const values = variants.map((variant) => flattenRefs(variant.fields.get(name) ?? neverShape, shapes));
    fields.set(name, variants.map((variant) => formatShape(variant.fields.get(name) ?? neverShape)).join(" | "));
    if (values.every(isConstant)) constants.set(name, uniteShapes(values).literals);
  }
  const isRequired = (name: string): boolean => variants.every(({ required }) => required.has(name));
  const tags = [...constants].filter(([name, values]) => values.size === 1 && isRequired(name));
  return {
    object,
    names: listNames(object),
    constants,
    fields,
    tag: tags.map(([name, values]) => `${name}: ${[...values].join("")}`).join(", "),
  };
}

function isConstant({ literals, types, objects, items }: Shape): boolean {
  return literals.size > 0 && types.size + objects.length === 0 && items === undefined;
}

/** Returns whether two objects are different components without a field in common. */
function isUnrelated(a: ObjectShape, b: ObjectShape, old: Shapes, now: Shapes): boolean {
  const [names, newNames] = [listNames(a), listNames(b)];
  if (names.size === 0 || newNames.size === 0 || shares(names, newNames)) return false;
  const [fields, newFields] = [identify(a, old).fields, identify(b, now).fields];
  return fields.size > 0 && newFields.size > 0 && !shares(fields, newFields);
}

function listNames({ label, bases }: ObjectShape): ReadonlySet<string> {
  return new Set([label, ...bases].filter(Boolean));
}

/** Returns how much two members of a union have in common; 0 if they are different alternatives. */
function getSimilarity(a: Identity, b: Identity): number {
  const shared = [...a.fields].filter(([name]) => b.fields.has(name));
  const ratio = shared.length / Math.max(1, new Set([...a.fields.keys(), ...b.fields.keys()]).size);
  const isNamed = shares(a.names, b.names);
  const common = [...a.constants].filter(([name]) => b.constants.has(name));
  const equal = common.filter(([name, values]) => shares(values, b.constants.get(name) ?? new Set()));
  if (!isNamed && equal.length < common.length) return 0;
  const isSame = ratio === 1 && shared.every(([name, text]) => b.fields.get(name) === text);
  const isTagged = equal.some(([name, values]) => values.size === 1 && b.constants.get(name)?.size === 1);
  if (isSame || isNamed || isTagged || ratio >= 0.5) {
    return (isSame ? 8 : 0) + (isNamed ? 4 : 0) + (isTagged ? 2 : 0) + ratio + 0.01;
  }
  return a.fields.size + b.fields.size === 0 ? 0.01 : 0;
}

function shares(some: { keys(): Iterable<string> }, others: { has(name: string): boolean }): boolean {
  return [...some.keys()].some((name) => others.has(name));
}

function formatTag(from: Identity, to: Identity): string {
  const tag = from.tag || to.tag || [...from.names].find((name) => to.names.has(name)) || "";
  return tag === "" ? "" : ` (${tag})`;
}
