import { unionKeys } from "../lib/objects.ts";
import { formatShape } from "../shapes/format.ts";
import type { ObjectShape, Shape } from "../shapes/shape.ts";
import { createChange, type Change } from "./change.ts";
import { compareShapes } from "./compare-shapes.ts";
import { getDirection, type DiffContext } from "./context.ts";

/** Compares the schemas under `components`: types that can be imported. */
export function compareSchemas(context: DiffContext): Change[] {
  const names = unionKeys(context.new.shapes.keys(), context.old.shapes.keys());
  return names.flatMap((name) => compareSchema(name, context));
}

function compareSchema(name: string, context: DiffContext): Change[] {
  const { old, new: now } = context;
  const [before, after] = [old.shapes.get(name), now.shapes.get(name)];
  const path = { name, direction: getDirection(name, context) };
  if (after === undefined) return [createChange("type-removed", path)];
  if (before === undefined) {
    return [createChange("type-added", path, { after: formatShape(after), description: after.description })];
  }
  const [wasInput, isInput] = [old.inputs.has(name), now.inputs.has(name)];
  return [
    ...(wasInput === isInput || !hasList(before) || !hasList(after)
      ? []
      : [createChange(isInput ? "lists-readonly" : "lists-mutable", path)]),
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
