import { unionKeys } from "../lib/objects.ts";
import { formatShape } from "../shapes/format.ts";
import { normalizeSpec, renameComponents } from "../shapes/normalized-spec.ts";
import type { ObjectShape, Shape } from "../shapes/shape.ts";
import type { OpenAPIDocument } from "../spec/openapi.ts";
import { createChange, type Change } from "./change.ts";
import { compareAccess } from "./compare-access.ts";
import { compareOperations } from "./compare-operations.ts";
import { compareShapes } from "./compare-shapes.ts";
import { getDirection, type DiffContext } from "./context.ts";
import { matchRenamedSchemas } from "./match-renames.ts";

/**
 * Compares two bundled documents, by the names that users of the packages know. Each component is compared once,
 * however often it is used. Both documents are mutated.
 *
 * Libraries do not keep what the verdict needs: whether a component is written or read, and that a string next to an
 * enum opens it. api-smart-diff reports one change of a shared component up to 42 times with both verdicts, and treats
 * a removed field of a chunk as compatible.
 */
export function compareDocuments(before: OpenAPIDocument, after: OpenAPIDocument): Change[] {
  const [old, now] = [normalizeSpec(before), normalizeSpec(after)];
  const renamed = matchRenamedSchemas(old.shapes, now.shapes);
  const context: DiffContext = { old: renameComponents(old, renamed), new: now };
  const changes = [...compareOperations(context), ...compareAccess(context), ...compareComponents(context)];
  const renames = [...renamed].map(([name, newName]) => {
    return createChange("type-renamed", { name, direction: getDirection(newName, context) }, { after: newName });
  });
  return [...renames, ...changes].toSorted((a, b) => Number(b.isBreaking) - Number(a.isBreaking));
}

function compareComponents(context: DiffContext): Change[] {
  const names = unionKeys(context.new.shapes.keys(), context.old.shapes.keys());
  return names.flatMap((name) => compareComponent(name, context));
}

function compareComponent(name: string, context: DiffContext): Change[] {
  const { old, new: now } = context;
  const [before, after] = [old.shapes.get(name), now.shapes.get(name)];
  const path = { name, direction: getDirection(name, context) };
  if (after === undefined) return [createChange("type-removed", path)];
  if (before === undefined) {
    return [createChange("type-added", path, { after: formatShape(after), description: after.description })];
  }
  const isInputNow = now.requests.has(name) && !old.requests.has(name);
  return [
    ...(isInputNow && hasList(before) ? [createChange("lists-readonly", path)] : []),
    ...compareShapes(context, before, after, path),
  ];
}

/** Returns whether a shape contains arrays, apart from those of other components. */
function hasList({ items, objects }: Shape): boolean {
  return items !== undefined || objects.some(hasListField);
}

function hasListField({ fields, rest }: ObjectShape): boolean {
  return [...fields.values(), ...(rest === undefined ? [] : [rest])].some(hasList);
}
