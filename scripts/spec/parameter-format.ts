import type { Parameter, Schema } from "./openapi.ts";
import { isJSON, isText } from "./media-types.ts";
import { getMemberSchemas, getValueKinds, type SchemaResolver, type ValueKind } from "./value-kinds.ts";

/** How a parameter is serialized. */
export interface ParameterFormat {
  readonly name: string;
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** Whether it is described by a `content` of JSON. */
  readonly isJSON: boolean;
  /** The values that it admits. */
  readonly kinds: ReadonlySet<ValueKind>;
  /** The kinds of each item and property of those values. */
  readonly members: readonly ReadonlySet<ValueKind>[];
}

const queryStyles = ["form", "spaceDelimited", "pipeDelimited", "deepObject"] as const;

/** The styles by location; `form` is that of the fields of a form. */
const styles: Record<string, readonly [string, ...string[]]> = {
  query: queryStyles,
  form: queryStyles,
  path: ["simple", "label", "matrix"],
  header: ["simple"],
  cookie: ["form"],
};

/** Reads the format of a parameter, with the defaults of OpenAPI. */
export function readParameterFormat(parameter: Parameter, resolve: SchemaResolver): ParameterFormat {
  const [contentType, media] = Object.entries(parameter.content ?? {})[0] ?? [];
  const schema: Schema = (contentType === undefined ? parameter.schema : media?.schema) ?? true;
  const style = parameter.style ?? styles[parameter.in ?? ""]?.[0] ?? "form";
  const explode = parameter.explode ?? style === "form";
  // Delimiters only apply to a value in one piece: exploded, each item has the parameter's name.
  const isExploded = explode && style.endsWith("Delimited");
  return {
    name: parameter.name ?? "",
    style: isExploded ? "form" : style,
    explode: explode || style === "deepObject",
    allowReserved: (parameter.in === "query" || parameter.in === "form") && parameter.allowReserved === true,
    isJSON: contentType !== undefined && isJSON(contentType),
    kinds: contentType !== undefined && isText(contentType) ? new Set(["primitive"]) : getValueKinds(schema, resolve),
    members: getMemberSchemas(schema, resolve).map((member) => getValueKinds(member.schema, member.resolve)),
  };
}

/** A reason why a parameter cannot be serialized, with the path of the keyword in the parameter. */
export interface FormatProblem {
  readonly message: string;
  readonly advice: string;
  readonly path: readonly string[];
}

/** Finds out whether the values of a parameter cannot be serialized as the document says. */
export function findFormatProblem(parameter: Parameter, resolve: SchemaResolver): FormatProblem | undefined {
  const { in: location = "", name = "" } = parameter;
  const allowed = styles[location];
  if (allowed === undefined) return undefined;
  const [contentType] = Object.keys(parameter.content ?? {});
  if (contentType !== undefined) {
    return isJSON(contentType) || isText(contentType) ? undefined : createContentProblem(name, contentType);
  }
  const { style, kinds, members } = readParameterFormat(parameter, resolve);
  const isComposite = kinds.has("array") || kinds.has("object");
  if (!isComposite || isUntyped(kinds)) return undefined;
  if (!allowed.includes(style)) {
    return {
      message: `The style "${style}" does not exist in ${formatLocation(location)}, so "${name}" cannot be serialized`,
      advice: `Use ${new Intl.ListFormat("en", { type: "disjunction" }).format(allowed)}.`,
      path: parameter.style === undefined ? [] : ["style"],
    };
  }
  const isNested = members.some((member) => member.size > 0 && !member.has("primitive") && !isNullOnly(member));
  if (!isNested || style === "deepObject") return undefined;
  return {
    message: `The style "${style}" has no serialization for the nested arrays or objects of "${name}"`,
    advice: getNestedAdvice(location),
    path: parameter.style === undefined ? [] : ["style"],
  };
}

function getNestedAdvice(location: string): string {
  if (location === "form") return "Use style: deepObject, or remove the style: objects are then sent as JSON.";
  return `${location === "query" ? "Use style: deepObject, or d" : "D"}escribe it by content: { application/json: … }.`;
}

function createContentProblem(name: string, contentType: string): FormatProblem {
  return {
    message: `The parameter "${name}" cannot be serialized as ${contentType}`,
    advice: "Use application/json or text/plain, or describe it by schema and style.",
    path: ["content", contentType],
  };
}

function formatLocation(location: string): string {
  return ["cookie", "header", "form"].includes(location) ? `a ${location}` : `the ${location}`;
}

/** Returns whether the schema admits everything. Such a parameter is mostly a string, which is the same in every style. */
function isUntyped(kinds: ReadonlySet<ValueKind>): boolean {
  return kinds.size === 4;
}

function isNullOnly(kinds: ReadonlySet<ValueKind>): boolean {
  return kinds.size === 1 && kinds.has("null");
}
