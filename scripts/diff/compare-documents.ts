import { unionKeys } from "../lib/objects.ts";
import { describe } from "../shapes/format.ts";
import { sideOf, withNames } from "../shapes/normalized-spec.ts";
import type { ObjectShape, Shape } from "../shapes/shape.ts";
import type { OpenAPIDocument } from "../spec/openapi.ts";
import { change, type Change } from "./change.ts";
import { compareAccess } from "./compare-access.ts";
import { compareOperations } from "./compare-operations.ts";
import { compareShapes } from "./compare-shapes.ts";
import { directionOf, type Comparison } from "./context.ts";
import { renamedSchemas } from "./match-renames.ts";

/**
 * What changed from one bundled document to the other, in the names that users of the packages know; each component
 * once, however often it is used. Both documents are changed on the way.
 *
 * A walk of our own, since the verdict needs what libraries for it don't keep: whether a component is written or
 * read, and that a string beside an enum opens it. api-smart-diff reports one edit of a shared component up to 42
 * times with both verdicts, and takes a removed field of a chunk for compatible.
 */
export function compareDocuments(before: OpenAPIDocument, after: OpenAPIDocument): Change[] {
  const [old, now] = [sideOf(before), sideOf(after)];
  const renamed = renamedSchemas(old.shapes, now.shapes);
  const sides: Comparison = { old: withNames(old, renamed), new: now };
  const changes = [...compareOperations(sides), ...compareAccess(sides), ...compareComponents(sides)];
  const renames = [...renamed].map(([name, newName]) => {
    return change("type-renamed", { name, direction: directionOf(newName, sides) }, { after: newName });
  });
  return [...renames, ...changes].toSorted((a, b) => Number(b.isBreaking) - Number(a.isBreaking));
}

function compareComponents(sides: Comparison): Change[] {
  const names = unionKeys(sides.new.shapes.keys(), sides.old.shapes.keys());
  return names.flatMap((name) => compareComponent(name, sides));
}

function compareComponent(name: string, sides: Comparison): Change[] {
  const { old, new: now } = sides;
  const [before, after] = [old.shapes.get(name), now.shapes.get(name)];
  const place = { name, direction: directionOf(name, sides) };
  if (after === undefined) return [change("type-removed", place)];
  if (before === undefined) {
    return [change("type-added", place, { after: describe(after), description: after.description })];
  }
  const isInputNow = now.inputs.has(name) && !old.inputs.has(name);
  return [
    ...(isInputNow && hasList(before) ? [change("lists-readonly", place)] : []),
    ...compareShapes(sides, before, after, place),
  ];
}

/** Lists of its own; those of other components are theirs. */
function hasList({ items, objects }: Shape): boolean {
  return items !== undefined || objects.some(hasListField);
}

function hasListField({ fields, rest }: ObjectShape): boolean {
  return [...fields.values(), ...(rest === undefined ? [] : [rest])].some(hasList);
}
