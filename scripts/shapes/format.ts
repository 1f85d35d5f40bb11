import { truncateList } from "../lib/text.ts";
import type { ObjectShape, Shape } from "./shape.ts";

/** A shape as a short type: `"a" | "b" | string`, `Tool[]`, `{ url, detail? }`, `null`. */
export function describe(shape: Shape): string {
  const alternatives = describeAlternatives(shape);
  return alternatives.length === 0 ? "never" : alternatives.join(" | ");
}

function describeAlternatives({ refs, values, types, objects, items, isNullable }: Shape): string[] {
  return [
    ...refs,
    ...truncateList([...values]),
    ...types,
    ...objects.map(describeObject),
    ...(items === undefined ? [] : [describeList(items)]),
    ...(isNullable ? ["null"] : []),
  ];
}

export function describeList(items: Shape): string {
  const text = describe(items);
  return text.includes(" | ") ? `(${text})[]` : `${text}[]`;
}

export function describeObject({ bases, fields, required, rest }: ObjectShape): string {
  const names = [...fields].map(([name, field]) => {
    const [value] = field.values;
    // The constant that tells it apart says more than its name.
    const isTag = value !== undefined && field.values.size === 1 && field.types.size === 0;
    return isTag ? `${name}: ${value}` : required.has(name) ? name : `${name}?`;
  });
  const all = [...truncateList(names), ...(rest === undefined ? [] : [`[key]: ${describe(rest)}`])];
  return [...bases, ...(all.length === 0 && bases.size > 0 ? [] : [`{ ${all.join(", ")} }`])].join(" & ");
}
