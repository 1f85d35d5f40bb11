import { unionKeys } from "../lib/objects.ts";
import { mergeObjects, uniteShapes } from "../shapes/combine-shapes.ts";
import { expandBases, isPlainObject, type Shapes } from "../shapes/expand-refs.ts";
import { formatShape } from "../shapes/format.ts";
import { createReference, neverShape, unknownShape, type ObjectShape, type Shape } from "../shapes/shape.ts";
import { createChange, type Change, type ChangeDetails } from "./change.ts";
import type { DiffContext, SchemaPath } from "./context.ts";
import type { ChangeKind } from "./verdicts.ts";

/** Compares the values of a field that both objects have. */
type Within = (before: Shape, after: Shape, name: string) => Change[];

/**
 * Compares the fields of two objects. Fields that both have only from the same base are compared under the name of the
 * base; what a field has from a base and from the object itself is compared as the intersection that is generated.
 */
export function compareObjects(
  { old, new: now }: DiffContext,
  before: ObjectShape,
  after: ObjectShape,
  path: SchemaPath,
  within: Within,
): Change[] {
  const common = new Set([...before.bases].filter((base) => after.bases.has(base)));
  const [own, ownNow] = [omitBases(before, common, old.shapes), omitBases(after, common, now.shapes)];
  const [full, fullNow] = [mergeBases(before, common, old.shapes), mergeBases(after, common, now.shapes)];
  const [inherited, inheritedNow] = [selectBases(before, common, old.shapes), selectBases(after, common, now.shapes)];
  const at = (name: string): SchemaPath => ({ ...path, name: path.name + formatMember(name) });
  const names = unionKeys(own.fields.keys(), ownNow.fields.keys());
  const [a, b] = [selectFields(full, names), selectFields(fullNow, names)];
  const renamed = matchRenamedFields(a, b);
  const newNames = new Set(renamed.values());

  const fields = names.flatMap((name) => {
    const [from, to, newName] = [a.fields.get(name), b.fields.get(name), renamed.get(name)];
    if (newName !== undefined) return [createChange("field-renamed", at(name), { after: newName })];
    if (from !== undefined && to !== undefined) {
      const bases = [inherited.fields.get(name), inheritedNow.fields.get(name)] as const;
      return omitInherited(within(from, to, formatMember(name)), bases, (x, y) => within(x, y, formatMember(name)));
    }
    if (to === undefined) return [createChange("field-removed", at(name))];
    return newNames.has(name) ? [] : [createAddition(to, at(name), b.required.has(name))];
  });
  const required = unionKeys(own.required, ownNow.required).flatMap((name) => {
    const isKept = full.fields.has(name) === fullNow.fields.has(name);
    if (!isKept || full.required.has(name) === fullNow.required.has(name)) return [];
    if (!full.fields.has(name) && !fullNow.fields.has(name)) {
      return [createRequirement(name, path, fullNow.required.has(name))];
    }
    return [createChange(fullNow.required.has(name) ? "field-required" : "field-optional", at(name))];
  });
  if (admitsAnyFields(full) && admitsAnyFields(fullNow)) return [...fields, ...required];
  const hasRest = own.rest !== undefined || ownNow.rest !== undefined;
  const inRest = { ...path, name: `${path.name}[key]` };
  if (hasRest) return [...fields, ...required, ...compareRest(full.rest, fullNow.rest, inRest, within)];
  const [wasFree, isNowFree] = [
    full.fields.size > 0 && hasFreeBase(before, old.shapes),
    fullNow.fields.size > 0 && hasFreeBase(after, now.shapes),
  ];
  if (wasFree === isNowFree) return [...fields, ...required];
  return [
    ...fields,
    ...required,
    isNowFree ? createAddition(unknownShape, inRest, false) : createChange("field-removed", inRest),
  ];
}

/** Creates the change for a required field that the schema does not describe, and so the type does not have. */
function createRequirement(name: string, path: SchemaPath, isRequired: boolean): Change {
  return isRequired
    ? createChange("dependency-added", path, { after: name })
    : createChange("dependency-removed", path, { before: name });
}

/** Omits the bases that both objects have, and adds the fields of the others. */
function omitBases(object: ObjectShape, common: ReadonlySet<string>, shapes: Shapes): ObjectShape {
  const bases = new Set([...object.bases].filter((base) => !common.has(base)));
  return expandFirst({ ...object, bases }, shapes);
}

/** Adds the fields of all bases; of a union that both objects have, those that all its members have. */
function mergeBases(object: ObjectShape, common: ReadonlySet<string>, shapes: Shapes): ObjectShape {
  const unions = [...object.bases].filter((base) => common.has(base) && !isPlainObject(base, shapes));
  const bases = new Set([...object.bases].filter((base) => !unions.includes(base)));
  const members = expandBases({ ...createReference(""), bases: new Set(unions) }, shapes);
  const merged = expandFirst({ ...object, bases }, shapes);
  return unions.length === 0 ? merged : mergeObjects(merged, uniteObjects(members));
}

/** Returns an object with the fields that all members of a union have. */
function uniteObjects(members: readonly ObjectShape[]): ObjectShape {
  const [first = createReference(""), ...others] = members;
  const names = [...first.fields.keys()].filter((name) => others.every(({ fields }) => fields.has(name)));
  const fields = names.map(
    (name) => [name, uniteShapes(members.flatMap((one) => one.fields.get(name) ?? []))] as const,
  );
  const required = names.filter((name) => members.every((one) => one.required.has(name)));
  return { ...createReference(""), bases: new Set(), fields: new Map(fields), required: new Set(required) };
}

/** Returns an object with the fields of the bases that both objects have, except those of unions. */
function selectBases({ bases }: ObjectShape, common: ReadonlySet<string>, shapes: Shapes): ObjectShape {
  const names = [...bases].filter((base) => common.has(base) && isPlainObject(base, shapes));
  return expandFirst({ ...createReference(""), bases: new Set(names) }, shapes);
}

/** Omits the changes of a field that its bases have as well: those are reported under the name of the base. */
function omitInherited(
  changes: readonly Change[],
  [before, after]: readonly [Shape | undefined, Shape | undefined],
  compare: (before: Shape, after: Shape) => Change[],
): readonly Change[] {
  if (changes.length === 0 || before === undefined || after === undefined) return changes;
  const inherited = new Set(compare(before, after).map((one) => JSON.stringify(one)));
  return changes.filter((one) => !inherited.has(JSON.stringify(one)));
}

/** Returns whether a base is an object without fields, which is generated with fields of any name. */
function hasFreeBase({ bases }: ObjectShape, shapes: Shapes, seen: ReadonlySet<string> = new Set()): boolean {
  const isFree = (name: string, visited: ReadonlySet<string>): boolean => {
    const shape = visited.has(name) ? undefined : shapes.get(name);
    if (shape === undefined) return false;
    const inner = new Set([...visited, name]);
    return (
      [...shape.refs].some((ref) => isFree(ref, inner)) ||
      shape.objects.some((object) => isWithoutFields(object) || hasFreeBase(object, shapes, inner))
    );
  };
  return [...bases].some((base) => isFree(base, seen));
}

function isWithoutFields({ bases, fields, rest }: ObjectShape): boolean {
  return bases.size + fields.size === 0 && rest === undefined;
}

/** Returns whether an object has no fields, and others of any type: a type of objects alone says that as well. */
function admitsAnyFields({ fields, rest }: ObjectShape): boolean {
  return fields.size === 0 && (rest === undefined || rest.types.has("unknown"));
}

function expandFirst(object: ObjectShape, shapes: Shapes): ObjectShape {
  return expandBases(object, shapes)[0] ?? object;
}

function selectFields(object: ObjectShape, names: readonly string[]): ObjectShape {
  const fields = names.flatMap((name) => {
    const field = object.fields.get(name);
    return field === undefined ? [] : [[name, field] as const];
  });
  return { ...object, fields: new Map(fields) };
}

/** Creates the change for a new field, parameter or header. */
export function createAddition(shape: Shape, path: SchemaPath, isRequired: boolean): Change {
  const kind: ChangeKind = isRequired ? "required-field-added" : "field-added";
  const details: ChangeDetails = { after: formatShape(shape), description: shape.description };
  return createChange(kind, path, details);
}

/** Pairs each removed field with the only added field that has the same type and description: old name → new name. */
function matchRenamedFields(a: ObjectShape, b: ObjectShape): ReadonlyMap<string, string> {
  const [removed, added] = [groupFields(a, b), groupFields(b, a)];
  const pairs = [...removed].flatMap(([fingerprint, [name, ...others]]) => {
    const [partner, ...more] = added.get(fingerprint) ?? [];
    const isUnique = others.length + more.length === 0 && name !== undefined && partner !== undefined;
    return isUnique && a.fields.get(name)?.description !== "" ? [[name, partner] as const] : [];
  });
  return new Map(pairs);
}

/** Groups the fields that only one object has by their fingerprints. */
function groupFields(object: ObjectShape, other: ObjectShape): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const name of object.fields.keys()) {
    if (other.fields.has(name)) continue;
    const fingerprint = fingerprintField(object, name);
    const group = groups.get(fingerprint);
    if (group === undefined) groups.set(fingerprint, [name]);
    else group.push(name);
  }
  return groups;
}

function fingerprintField({ fields, required }: ObjectShape, name: string): string {
  const field = fields.get(name) ?? neverShape;
  return JSON.stringify([field.description, formatShape(field), required.has(name)]);
}

function compareRest(a: Shape | undefined, b: Shape | undefined, path: SchemaPath, within: Within): Change[] {
  if (a !== undefined && b !== undefined) return within(a, b, "[key]");
  if (a !== undefined) return [createChange("field-removed", path)];
  return b === undefined ? [] : [createAddition(b, path, false)];
}

/** Formats a member: `.role`, or `["X-RateLimit-Limit"]` if it is not an identifier. */
function formatMember(name: string): string {
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
