import { getLiteralType } from "./literals.ts";
import { createReference, noNotes, type Notes, type ObjectShape, type Shape } from "./shape.ts";

/** Returns the union: what any of the shapes admits, without their descriptions. */
export function uniteShapes(shapes: readonly Shape[]): Shape {
  const items = shapes.flatMap((shape) => shape.items ?? []);
  return {
    ...noNotes,
    types: new Set(shapes.flatMap(({ types }) => [...types])),
    literals: new Set(shapes.flatMap(({ literals }) => [...literals])),
    isNullable: shapes.some(({ isNullable }) => isNullable),
    nullRefs: shapes.flatMap(({ nullRefs }) => nullRefs),
    refs: new Set(shapes.flatMap(({ refs }) => [...refs])),
    objects: shapes.flatMap(({ objects }) => objects),
    items: items.length > 1 ? uniteShapes(items) : items[0],
    tuple: shapes.find(({ tuple }) => tuple !== undefined)?.tuple,
  };
}

/** Returns the intersection: what both admit. Exact for objects; of plain types, the more specific one. */
export function intersectShapes(a: Shape, b: Shape): Shape {
  const nulls = intersectNulls(a, b);
  if (a.types.has("unknown")) return b;
  if (b.types.has("unknown")) return a;
  const nothing = [a, b].find(isNever);
  if (nothing !== undefined) return nothing;
  if (hasObjects(a) && hasObjects(b)) {
    const [some, others] = [toObjects(a), toObjects(b)];
    const objects = some.flatMap((one) => others.map((other) => mergeObjects(one, other)));
    const refs = new Set(objects.filter(isPlainRef).flatMap(({ bases: [name = ""] }) => name));
    const [types, literals] = [intersectSets(a.types, b.types), intersectSets(a.literals, b.literals)];
    const items = a.items === undefined || b.items === undefined ? undefined : intersectShapes(a.items, b.items);
    return { ...a, ...nulls, types, literals, refs, items, objects: objects.filter((object) => !isPlainRef(object)) };
  }
  if (isPlain(a) && isPlain(b)) return { ...a, ...intersectPlain(a, b), ...nulls };
  if (a.items !== undefined && b.items !== undefined)
    return { ...a, ...nulls, items: intersectShapes(a.items, b.items) };
  return { ...(getSpecificity(b) > getSpecificity(a) ? b : a), ...nulls };
}

/** Returns whether both admit null, or the components on which that depends. */
function intersectNulls(a: Shape, b: Shape): Pick<Shape, "isNullable" | "nullRefs"> {
  const all = listNulls(a).flatMap((one) => listNulls(b).map((other) => new Set([...one, ...other])));
  return { isNullable: all.some(({ size }) => size === 0), nullRefs: all.filter(({ size }) => size > 0) };
}

/** Lists the components that must admit null so that a shape does: none if it is nullable itself. */
function listNulls({ isNullable, nullRefs, refs }: Shape): ReadonlySet<string>[] {
  return [...(isNullable ? [new Set<string>()] : []), ...nullRefs, ...[...refs].map((name) => new Set([name]))];
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
    description: joinTexts(a.description, b.description),
    isDeprecated: a.isDeprecated || b.isDeprecated,
    // A field of an intersection is readonly in TypeScript if all its parts are.
    isReadOnly: a.isReadOnly && b.isReadOnly,
    isWriteOnly: a.isWriteOnly || b.isWriteOnly,
    constraints: new Map([...b.constraints, ...a.constraints]),
    documented: joinTexts(a.documented, b.documented),
  };
}

/** Joins different texts. An editor shows the comments of all parts of an intersection. */
function joinTexts(...texts: readonly string[]): string {
  return [...new Set(texts)].filter(Boolean).join("\n");
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

/** Returns whether a shape admits no value. */
function isNever({ types, literals, isNullable, refs, objects, items }: Shape): boolean {
  return types.size + literals.size + refs.size + objects.length === 0 && !isNullable && items === undefined;
}

const plainTypes: ReadonlySet<string> = new Set(["string", "integer", "number", "boolean"]);

/** Returns whether a shape consists of literals and plain types, whose intersection is the same in TypeScript. */
function isPlain({ types, refs, objects, items }: Shape): boolean {
  return refs.size + objects.length === 0 && items === undefined && [...types].every((type) => plainTypes.has(type));
}

function intersectPlain(a: Shape, b: Shape): Pick<Shape, "types" | "literals"> {
  const types = [...a.types].filter((type) => admitsType(b, type));
  const others = [...b.types].filter((type) => admitsType(a, type));
  const literals = [...a.literals].filter((literal) => admitsLiteral(b, literal));
  const otherLiterals = [...b.literals].filter((literal) => admitsLiteral(a, literal));
  const all = new Set([...types, ...others]);
  // An integer that is also a number is an integer.
  if (all.has("integer") && !(a.types.has("number") && b.types.has("number"))) all.delete("number");
  return { types: all, literals: new Set([...literals, ...otherLiterals]) };
}

function admitsType({ types }: Shape, type: string): boolean {
  return types.has(type) || (type === "integer" && types.has("number")) || (type === "number" && types.has("integer"));
}

function admitsLiteral(shape: Shape, literal: string): boolean {
  return shape.literals.has(literal) || admitsType(shape, getLiteralType(literal));
}

/** Ranks how specific a shape is: components before literals before plain types. */
function getSpecificity({ refs, objects, literals }: Shape): number {
  if (refs.size + objects.length > 0) return 2;
  return literals.size > 0 ? 1 : 0;
}
