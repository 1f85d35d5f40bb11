import type { ObjectShape, Shape, TupleShape } from "./shape.ts";

/** Formats a shape as a short type: `"a" | "b" | string`, `Tool[]`, `{ url, detail? }`, `null`. */
export function formatShape(shape: Shape): string {
  const alternatives = formatAlternatives(shape);
  return alternatives.length === 0 ? "never" : alternatives.join(" | ");
}

function formatAlternatives({ refs, literals, types, objects, items, tuple, isNullable }: Shape): string[] {
  return [
    ...refs,
    ...literals,
    ...types,
    ...objects.map(formatObject),
    ...(tuple === undefined ? [] : [formatTuple(tuple)]),
    ...(items === undefined || tuple !== undefined ? [] : [formatListType(items)]),
    ...(isNullable ? ["null"] : []),
  ];
}

export function formatListType(items: Shape): string {
  const text = formatShape(items);
  return text.includes(" | ") ? `(${text})[]` : `${text}[]`;
}

export function formatTuple({ members, rest }: TupleShape): string {
  const all = [...members.map(formatShape), ...(rest === undefined ? [] : [`...${formatListType(rest)}`])];
  return `[${all.join(", ")}]`;
}

export function formatObject({ bases, fields, required, rest }: ObjectShape): string {
  const names = [...fields].map(([name, field]) => {
    const [value] = field.literals;
    // A constant is shown with its value, which distinguishes the object from others.
    const isTag = value !== undefined && field.literals.size === 1 && field.types.size === 0;
    return isTag ? `${name}: ${value}` : required.has(name) ? name : `${name}?`;
  });
  const all = [...names, ...(rest === undefined ? [] : [`[key]: ${formatShape(rest)}`])];
  return [
    ...bases,
    ...(all.length === 0 && bases.size > 0 ? [] : [all.length === 0 ? "{}" : `{ ${all.join(", ")} }`]),
  ].join(" & ");
}
