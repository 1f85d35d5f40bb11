import { either } from "../shapes/combine-shapes.ts";
import type { ObjectShape, Shape } from "../shapes/shape.ts";

/** The objects of a union, put together to one each: by the value that tells them apart, or all of them. */
export type Parts = ReadonlyMap<string, ObjectShape>;

/**
 * Splits both sides by the field that tells their objects apart (`(role=user)`), where both have one. Objects
 * without it, and all objects where only one side is split, are taken together under the name `""`.
 */
export function splitObjects(ours: readonly ObjectShape[], theirs: readonly ObjectShape[]): [Parts, Parts] {
  const field = ours.length + theirs.length > 2 ? tagField(ours, theirs) : undefined;
  return [split(ours, field), split(theirs, field)];
}

/** The field that has literals in most of the objects, and in at least one of each side. */
function tagField(ours: readonly ObjectShape[], theirs: readonly ObjectShape[]): string | undefined {
  const names = new Set(ours.flatMap(({ fields }) => Array.from(fields.keys())));
  const counts = [...names].map((name) => ({ name, ours: count(ours, name), theirs: count(theirs, name) }));
  const shared = counts.filter((one) => one.ours > 0 && one.theirs > 0);
  return shared.toSorted((a, b) => b.ours + b.theirs - a.ours - a.theirs)[0]?.name;
}

function count(objects: readonly ObjectShape[], name: string): number {
  return objects.filter((object) => literals(object, name).length > 0).length;
}

function split(objects: readonly ObjectShape[], field: string | undefined): Parts {
  const groups = new Map<string, ObjectShape[]>();
  for (const object of objects) {
    const values = field === undefined ? [] : literals(object, field);
    const names = values.length === 0 ? [""] : values.map((value) => `(${field}=${JSON.parse(value) as string})`);
    for (const name of names) groups.set(name, [...(groups.get(name) ?? []), object]);
  }
  return new Map([...groups].map(([name, group]) => [name, together(group)]));
}

function literals({ fields }: ObjectShape, name: string): string[] {
  return [...(fields.get(name)?.values ?? [])].filter((value) => value.startsWith('"'));
}

/** One object for several: any field of any of them, required if all demand it. */
export function together(objects: readonly ObjectShape[]): ObjectShape {
  const names = new Set(objects.flatMap(({ fields }) => Array.from(fields.keys())));
  const fieldsOf = (name: string): Shape[] => objects.flatMap(({ fields }) => fields.get(name) ?? []);
  const rests = objects.flatMap(({ rest }) => rest ?? []);
  return {
    label: objects.map(({ label }) => label).join(" "),
    bases: new Set(),
    fields: new Map([...names].map((name) => [name, joined(fieldsOf(name))])),
    required: new Set([...names].filter((name) => objects.every(({ required }) => required.has(name)))),
    rest: rests.length === 0 ? undefined : either(rests),
  };
}

function joined(shapes: readonly Shape[]): Shape {
  const { description = "", isDeprecated = false } = shapes[0] ?? {};
  return { ...either(shapes), description, isDeprecated };
}
