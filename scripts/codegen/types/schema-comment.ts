import ts from "typescript";
import type { SchemaObject } from "../../spec/openapi.ts";
import { unescapePercent } from "../../spec/transforms/escape-percent.ts";

/** Formats the doc comment of a schema or property: its description, then its bounds, format and default. */
export function formatSchemaComment(schema: SchemaObject, name: string): string[] {
  const text = (schema.description ?? getUsefulTitle(schema.title, name)).trim();
  const constraints = formatConstraints(schema, text);
  return [
    ...(text === "" ? [] : text.split(/\r?\n/)),
    ...(text !== "" && constraints !== "" ? [""] : []),
    ...(constraints === "" ? [] : [constraints]),
    ...(schema.deprecated === true ? ["@deprecated"] : []),
  ];
}

/** Replaces the doc comment of a node. */
export function setComment(node: ts.Node, lines: readonly string[]): void {
  if (lines.length === 0) {
    ts.setSyntheticLeadingComments(node, undefined);
    return;
  }
  // A line that begins with @ would become a tag, and */ would end the comment.
  const safe = lines.map((line) =>
    unescapePercent(line)
      .trimEnd()
      .replaceAll("*/", "*\\/")
      .replace(/^(\s*)@(?!deprecated$|example)/, "$1\\@"),
  );
  const text = safe.length === 1 ? `* ${safe[0]} ` : `*\n${safe.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n `;
  const kind = ts.SyntaxKind.MultiLineCommentTrivia;
  ts.setSyntheticLeadingComments(node, [{ kind, text, pos: -1, end: -1, hasTrailingNewLine: true }]);
}

/** Omits a title that a framework derived from the name (`user_id` → "User Id"). */
function getUsefulTitle(title: string | undefined, name: string): string {
  return title === undefined || toLetters(title) === toLetters(name) ? "" : title;
}

function toLetters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** Formats the constraints in one line, without those that the description mentions. */
function formatConstraints(schema: SchemaObject, description: string): string {
  const mentioned = new Set(description.match(/-?\d+(?:\.\d+)?/g));
  const isNew = (...numbers: (number | undefined)[]): boolean =>
    numbers.some((number) => number !== undefined && !mentioned.has(String(number)));
  const { multipleOf, format, pattern, default: value } = schema;
  const constraints: string[] = [];
  const [low, high] = [getLowerBound(schema), getUpperBound(schema)];
  if (isNew(low.value, high.value)) constraints.push(toSentence([low.text, high.text].filter(Boolean).join(", ")));
  for (const [unit, min, max] of getCounts(schema)) {
    if (isNew(min, max)) constraints.push(toSentence(formatRange(unit, min, max)));
  }
  if (isNew(multipleOf)) constraints.push(`A multiple of ${multipleOf}.`);
  if (format !== undefined && !mentionsFormat(description, format)) constraints.push(`Format: ${format}.`);
  if (pattern !== undefined && !description.includes(pattern)) constraints.push(`Pattern: \`${pattern}\`.`);
  if (value !== undefined && !/default/i.test(description)) constraints.push(`Default: \`${JSON.stringify(value)}\`.`);
  return constraints.join(" ");
}

function getLowerBound({ minimum, exclusiveMinimum }: SchemaObject): { value?: number; text?: string } {
  if (typeof exclusiveMinimum === "number") return { value: exclusiveMinimum, text: `more than ${exclusiveMinimum}` };
  if (minimum === undefined) return {};
  return { value: minimum, text: `${exclusiveMinimum === true ? "more than" : "at least"} ${minimum}` };
}

function getUpperBound({ maximum, exclusiveMaximum }: SchemaObject): { value?: number; text?: string } {
  if (typeof exclusiveMaximum === "number") return { value: exclusiveMaximum, text: `less than ${exclusiveMaximum}` };
  if (maximum === undefined) return {};
  return { value: maximum, text: `${exclusiveMaximum === true ? "less than" : "at most"} ${maximum}` };
}

type Count = [unit: string, min: number | undefined, max: number | undefined];

function getCounts(schema: SchemaObject): Count[] {
  return [
    ["characters", schema.minLength, schema.maxLength],
    ["items", schema.minItems, schema.maxItems],
    ["properties", schema.minProperties, schema.maxProperties],
  ];
}

function formatRange(unit: string, min: number | undefined, max: number | undefined): string {
  const units = (max ?? min) === 1 ? unit.replace(/ies$/, "y").replace(/s$/, "") : unit;
  if (min !== undefined && max !== undefined) return min === max ? `${min} ${units}` : `${min} to ${max} ${units}`;
  return min === undefined ? `at most ${max} ${units}` : `at least ${min} ${units}`;
}

function mentionsFormat(description: string, format: string): boolean {
  return toLetters(description).includes(toLetters(format));
}

function toSentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
