import { truncateList } from "../lib/text.ts";
import { bases, isOpen, valuesOf, type Base } from "../shapes/literals.ts";
import type { Shape } from "../shapes/shape.ts";
import { finding, type Finding } from "./findings.ts";

/** The kinds of value that one of them admits and the other does not. Both are flat. */
export function compareKinds(ours: Shape, theirs: Shape, path: string): Finding[] {
  const [here, there] = [kindsOf(ours), kindsOf(theirs)];
  if (here.length === 0 || there.length === 0) return [];
  const lacking = there.filter((kind) => !here.includes(kind));
  const beyond = here.filter((kind) => !there.includes(kind));
  if (lacking.length === there.length && beyond.length === here.length) {
    return [finding("contradicts", path, `${there.join(" or ")} there, ${here.join(" or ")} here`)];
  }
  return [
    ...(lacking.length === 0 ? [] : [finding("lacks", path, `can be ${lacking.join(" or ")} there`)]),
    ...(beyond.length === 0 ? [] : [finding("beyond", path, `can be ${beyond.join(" or ")} here`)]),
  ];
}

function kindsOf(shape: Shape): string[] {
  const plain = bases.filter((base) => isOpen(shape, base) || valuesOf(shape, base).length > 0);
  const others = [...shape.types].filter((type) => !plain.some((base) => base === type) && !type.startsWith("`"));
  const { items, objects } = shape;
  return [
    ...plain,
    ...others,
    ...(items === undefined ? [] : ["a list"]),
    ...(objects.length === 0 ? [] : ["an object"]),
  ];
}

export function compareNull(ours: Shape, theirs: Shape, path: string): Finding[] {
  if (ours.isNullable === theirs.isNullable) return [];
  return [finding("contradicts", path, theirs.isNullable ? "null there, never here" : "never null there, null here")];
}

/** Which values are listed. That a list is open here and closed there is how we write lists that grow. */
export function compareValues(ours: Shape, theirs: Shape, base: Base, path: string): Finding[] {
  const [here, there] = [valuesOf(ours, base), valuesOf(theirs, base)];
  const isClosed = here.length > 0 && !isOpen(ours, base);
  if ((here.length === 0 && !isOpen(ours, base)) || (there.length === 0 && !isOpen(theirs, base))) return [];
  const lacking = there.filter((value) => !here.includes(value));
  const beyond = here.filter((value) => !there.includes(value));
  return [
    ...(isClosed && isOpen(theirs, base)
      ? [finding("contradicts", path, `any ${base} there, a closed list here`)]
      : []),
    ...(lacking.length === 0 ? [] : [finding("lacks", path, values(lacking))]),
    ...(beyond.length === 0 ? [] : [finding("beyond", path, values(beyond))]),
  ];
}

function values(all: readonly string[]): string {
  return `${all.length === 1 ? "the value" : "the values"} ${truncateList(all).join(", ")}`;
}
