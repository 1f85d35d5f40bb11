import { literalTypes, isOpen, getLiterals, type LiteralType } from "../shapes/literals.ts";
import type { Shape } from "../shapes/shape.ts";
import { createFinding, createValueFinding, type Finding } from "./findings.ts";

/** Compares the types of two shapes without references. */
export function compareTypes(ours: Shape, theirs: Shape, path: string): Finding[] {
  const [here, there] = [getTypes(ours), getTypes(theirs)];
  if (here.length === 0 || there.length === 0) return [];
  const missing = there.filter((kind) => !here.includes(kind));
  const extra = here.filter((kind) => !there.includes(kind));
  if (missing.length === there.length && extra.length === here.length) {
    return [createFinding("different", path, `${there.join(" or ")} there, ${here.join(" or ")} here`)];
  }
  return [
    ...(missing.length === 0 ? [] : [createFinding("missing", path, `can be ${missing.join(" or ")} there`)]),
    ...(extra.length === 0 ? [] : [createFinding("extra", path, `can be ${extra.join(" or ")} here`)]),
  ];
}

function getTypes(shape: Shape): string[] {
  const plain = literalTypes.filter((type) => isOpen(shape, type) || getLiterals(shape, type).length > 0);
  const others = [...shape.types].filter((type) => !plain.some((name) => name === type) && !type.startsWith("`"));
  const { items, objects } = shape;
  return [
    ...plain,
    ...others,
    ...(items === undefined ? [] : ["an array"]),
    ...(objects.length === 0 ? [] : ["an object"]),
  ];
}

export function compareNull(ours: Shape, theirs: Shape, path: string): Finding[] {
  if (ours.isNullable === theirs.isNullable) return [];
  const text = theirs.isNullable ? "nullable there, not here" : "not nullable there, nullable here";
  return [createFinding("different", path, text)];
}

/** Compares the listed values. An open list here and a closed one there is not a difference: such lists grow. */
export function compareLiterals(ours: Shape, theirs: Shape, type: LiteralType, path: string): Finding[] {
  const [here, there] = [getLiterals(ours, type), getLiterals(theirs, type)];
  const isClosed = here.length > 0 && !isOpen(ours, type);
  if ((here.length === 0 && !isOpen(ours, type)) || (there.length === 0 && !isOpen(theirs, type))) return [];
  const missing = there.filter((value) => !here.includes(value));
  const extra = here.filter((value) => !there.includes(value));
  return [
    ...(isClosed && isOpen(theirs, type)
      ? [createFinding("different", path, `any ${type} there, a closed list here`)]
      : []),
    ...(missing.length === 0 ? [] : [createValueFinding("missing", path, missing)]),
    ...(extra.length === 0 ? [] : [createValueFinding("extra", path, extra)]),
  ];
}
