import { uniteShapes } from "../shapes/combine-shapes.ts";
import type { ObjectShape, Shape } from "../shapes/shape.ts";

/** The objects of a union, merged by the value of their tag. */
export type ObjectsByTag = ReadonlyMap<string, ObjectShape>;

/**
 * Splits the objects of both documents by the field that distinguishes them (`(role=user)`). Objects without that field
 * are merged under the name `""`, and so are all objects if the documents share no such field.
 */
export function splitObjects(
  ours: readonly ObjectShape[],
  theirs: readonly ObjectShape[],
): [ObjectsByTag, ObjectsByTag] {
  const field = ours.length + theirs.length > 2 ? findTagField(ours, theirs) : undefined;
  return [groupByTag(ours, field), groupByTag(theirs, field)];
}

/** Finds the field that has literals in most objects, and in at least one of each document. */
function findTagField(ours: readonly ObjectShape[], theirs: readonly ObjectShape[]): string | undefined {
  const names = new Set(ours.flatMap(({ fields }) => Array.from(fields.keys())));
  const counts = [...names].map((name) => ({
    name,
    ours: countObjects(ours, name),
    theirs: countObjects(theirs, name),
  }));
  const shared = counts.filter((one) => one.ours > 0 && one.theirs > 0);
  return shared.toSorted((a, b) => b.ours + b.theirs - a.ours - a.theirs)[0]?.name;
}

function countObjects(objects: readonly ObjectShape[], name: string): number {
  return objects.filter((object) => getStringLiterals(object, name).length > 0).length;
}

function groupByTag(objects: readonly ObjectShape[], field: string | undefined): ObjectsByTag {
  const groups = new Map<string, ObjectShape[]>();
  for (const object of objects) {
    const values = field === undefined ? [] : getStringLiterals(object, field);
    const names = values.length === 0 ? [""] : values.map((value) => `(${field}=${JSON.parse(value) as string})`);
    for (const name of names) groups.set(name, [...(groups.get(name) ?? []), object]);
  }
  return new Map([...groups].map(([name, group]) => [name, mergeAlternatives(group)]));
}

function getStringLiterals({ fields }: ObjectShape, name: string): string[] {
  return [...(fields.get(name)?.literals ?? [])].filter((value) => value.startsWith('"'));
}

/** Merges objects: a field of any of them, required if all of them require it. */
export function mergeAlternatives(objects: readonly ObjectShape[]): ObjectShape {
  const names = new Set(objects.flatMap(({ fields }) => Array.from(fields.keys())));
  const findFields = (name: string): Shape[] => objects.flatMap(({ fields }) => fields.get(name) ?? []);
  const rests = objects.flatMap(({ rest }) => rest ?? []);
  return {
    label: objects.map(({ label }) => label).join(" "),
    bases: new Set(),
    fields: new Map([...names].map((name) => [name, joinFields(findFields(name))])),
    required: new Set([...names].filter((name) => objects.every(({ required }) => required.has(name)))),
    rest: rests.length === 0 ? undefined : uniteShapes(rests),
  };
}

function joinFields(shapes: readonly Shape[]): Shape {
  const { description = "", isDeprecated = false } = shapes[0] ?? {};
  return { ...uniteShapes(shapes), description, isDeprecated };
}
