import { unionKeys } from "../lib/objects.ts";
import { withBases } from "../shapes/expand-refs.ts";
import { describe } from "../shapes/format.ts";
import { nothing, type ObjectShape, type Shape } from "../shapes/shape.ts";
import { change, type Change, type Details } from "./change.ts";
import type { Comparison, Place } from "./context.ts";
import type { Kind } from "./policy.ts";

/** Compares what the field `name` of both holds. */
type Within = (before: Shape, after: Shape, name: string) => Change[];

/** What changed in the fields of an object. Fields of a base count only where the bases are not the same. */
export function compareObjects(
  { old, new: now }: Comparison,
  before: ObjectShape,
  after: ObjectShape,
  place: Place,
  within: Within,
): Change[] {
  const isSameBase = [...before.bases, ...after.bases].every((base) => before.bases.has(base) && after.bases.has(base));
  const [a = before] = isSameBase ? [] : withBases(before, old.shapes);
  const [b = after] = isSameBase ? [] : withBases(after, now.shapes);
  const at = (name: string): Place => ({ ...place, name: place.name + member(name) });
  const renamed = renamedFields(a, b);
  const newNames = new Set(renamed.values());

  const fields = unionKeys(a.fields.keys(), b.fields.keys()).flatMap((name) => {
    const [from, to, newName] = [a.fields.get(name), b.fields.get(name), renamed.get(name)];
    if (newName !== undefined) return [change("field-renamed", at(name), { after: newName })];
    if (from !== undefined && to !== undefined) return within(from, to, member(name));
    if (to === undefined) return [change("field-removed", at(name))];
    return newNames.has(name) ? [] : [added(to, at(name), b.required.has(name))];
  });
  const required = unionKeys(a.required, b.required).flatMap((name) => {
    const isKept = a.fields.has(name) === b.fields.has(name);
    if (!isKept || a.required.has(name) === b.required.has(name)) return [];
    return [change(b.required.has(name) ? "field-required" : "field-optional", at(name))];
  });
  return [...fields, ...required, ...compareRest(a.rest, b.rest, { ...place, name: `${place.name}[key]` }, within)];
}

/** A new field, parameter or header. */
export function added(shape: Shape, place: Place, isRequired: boolean): Change {
  const kind: Kind = isRequired ? "required-field-added" : "field-added";
  const details: Details = { after: describe(shape), description: shape.description };
  return change(kind, place, details);
}

/** Fields that are gone, and have a new one in their place that says the same of itself: old name → new name. */
function renamedFields(a: ObjectShape, b: ObjectShape): ReadonlyMap<string, string> {
  const gone = [...a.fields].filter(([name]) => !b.fields.has(name));
  const come = [...b.fields].filter(([name]) => !a.fields.has(name));
  const pairs = gone.flatMap(([name, field]) => {
    const look = looks(a, name);
    const [partner, ...others] = come.filter(([other]) => looks(b, other) === look);
    const isUnique = others.length === 0 && gone.filter(([other]) => looks(a, other) === look).length === 1;
    return partner === undefined || !isUnique || field.description === "" ? [] : [[name, partner[0]] as const];
  });
  return new Map(pairs);
}

function looks({ fields, required }: ObjectShape, name: string): string {
  const field = fields.get(name) ?? nothing;
  return JSON.stringify([field.description, describe(field), required.has(name)]);
}

function compareRest(a: Shape | undefined, b: Shape | undefined, place: Place, within: Within): Change[] {
  if (a !== undefined && b !== undefined) return within(a, b, "[key]");
  if (a !== undefined) return [change("field-removed", place)];
  return b === undefined ? [] : [added(b, place, false)];
}

/** `.role`, or `["X-RateLimit-Limit"]` where that is no name. */
function member(name: string): string {
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
