import ts from "typescript";
import type { SchemaObject } from "../../spec/openapi.ts";
import { showPercent } from "../../spec/transforms/escape-percent.ts";

/** The doc comment of a schema or property: what the document says, then its bounds, format and default. */
export function documentSchema(schema: SchemaObject, name: string): string[] {
  const text = (schema.description ?? usefulTitle(schema.title, name)).trim();
  const facts = factsOf(schema, text);
  return [
    ...(text === "" ? [] : text.split(/\r?\n/)),
    ...(text !== "" && facts !== "" ? [""] : []),
    ...(facts === "" ? [] : [facts]),
    ...(schema.deprecated === true ? ["@deprecated"] : []),
  ];
}

/** Puts the lines as a doc comment before the node, in place of what stands there. */
export function setComment(node: ts.Node, lines: readonly string[]): void {
  if (lines.length === 0) {
    ts.setSyntheticLeadingComments(node, undefined);
    return;
  }
  // A line that begins with @ would be a tag, and */ would end the comment.
  const safe = lines.map((line) =>
    showPercent(line)
      .trimEnd()
      .replaceAll("*/", "*\\/")
      .replace(/^(\s*)@(?!deprecated$|example)/, "$1\\@"),
  );
  const text = safe.length === 1 ? `* ${safe[0]} ` : `*\n${safe.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n `;
  const kind = ts.SyntaxKind.MultiLineCommentTrivia;
  ts.setSyntheticLeadingComments(node, [{ kind, text, pos: -1, end: -1, hasTrailingNewLine: true }]);
}

/** Frameworks make titles of names (`user_id` → "User Id"); those say nothing. */
function usefulTitle(title: string | undefined, name: string): string {
  return title === undefined || lettersOf(title) === lettersOf(name) ? "" : title;
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** One line; what the description says already is not repeated. */
function factsOf(schema: SchemaObject, description: string): string {
  const words = new Set(description.match(/-?\d+(?:\.\d+)?/g));
  const isNew = (...numbers: (number | undefined)[]): boolean =>
    numbers.some((number) => number !== undefined && !words.has(String(number)));
  const { multipleOf, format, pattern, default: value } = schema;
  const facts: string[] = [];
  const [low, high] = [lowerBound(schema), upperBound(schema)];
  if (isNew(low.value, high.value)) facts.push(sentence([low.text, high.text].filter(Boolean).join(", ")));
  for (const [unit, min, max] of counts(schema)) {
    if (isNew(min, max)) facts.push(sentence(range(unit, min, max)));
  }
  if (isNew(multipleOf)) facts.push(`A multiple of ${multipleOf}.`);
  if (format !== undefined && !mentions(description, format)) facts.push(`Format: ${format}.`);
  if (pattern !== undefined && !description.includes(pattern)) facts.push(`Pattern: \`${pattern}\`.`);
  if (value !== undefined && !/default/i.test(description)) facts.push(`Default: \`${JSON.stringify(value)}\`.`);
  return facts.join(" ");
}

function lowerBound({ minimum, exclusiveMinimum }: SchemaObject): { value?: number; text?: string } {
  if (typeof exclusiveMinimum === "number") return { value: exclusiveMinimum, text: `more than ${exclusiveMinimum}` };
  if (minimum === undefined) return {};
  return { value: minimum, text: `${exclusiveMinimum === true ? "more than" : "at least"} ${minimum}` };
}

function upperBound({ maximum, exclusiveMaximum }: SchemaObject): { value?: number; text?: string } {
  if (typeof exclusiveMaximum === "number") return { value: exclusiveMaximum, text: `less than ${exclusiveMaximum}` };
  if (maximum === undefined) return {};
  return { value: maximum, text: `${exclusiveMaximum === true ? "less than" : "at most"} ${maximum}` };
}

type Count = [unit: string, min: number | undefined, max: number | undefined];

function counts(schema: SchemaObject): Count[] {
  return [
    ["characters", schema.minLength, schema.maxLength],
    ["items", schema.minItems, schema.maxItems],
    ["properties", schema.minProperties, schema.maxProperties],
  ];
}

function range(unit: string, min: number | undefined, max: number | undefined): string {
  const units = (max ?? min) === 1 ? unit.replace(/ies$/, "y").replace(/s$/, "") : unit;
  if (min !== undefined && max !== undefined) return min === max ? `${min} ${units}` : `${min} to ${max} ${units}`;
  return min === undefined ? `at most ${max} ${units}` : `at least ${min} ${units}`;
}

function mentions(description: string, format: string): boolean {
  return lettersOf(description).includes(lettersOf(format));
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
