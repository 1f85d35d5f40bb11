import type { MediaType, OpenAPIDocument, Parameter } from "../spec/openapi.ts";
import { getMainContent } from "../spec/operations.ts";
import { resolveRef, resolveSchema } from "../spec/refs.ts";
import type { SDKOperation } from "./sdk-operation.ts";

/** A call with the examples of the document. */
export interface ExampleCall {
  /** Path and query parameters by name: the required ones, and the first optional ones. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** The path with the query, as the call sends them. */
  readonly url: string;
}

/** An example call has at most this many optional parameters. */
const maxOptional = 3;

export function createExampleCall(document: OpenAPIDocument, operation: SDKOperation): ExampleCall {
  const omitted = new Set(operation.parameters.filter(({ required }) => required !== true).slice(maxOptional));
  const used = operation.parameters.filter((parameter) => !omitted.has(parameter));
  const values = used.map((parameter) => [parameter, getExample(document, parameter)] as const);
  const query = values.flatMap(([parameter, value]) => (parameter.in === "query" ? formatQuery(parameter, value) : []));
  const path = operation.info.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const [, value] = values.find((entry) => entry[0].name === name) ?? [];
    return encodeURIComponent(String(value));
  });
  const [, media] = getMainContent(operation.info.requestBody?.content) ?? [];
  return {
    parameters: Object.fromEntries(values.map(([{ name = "" }, value]) => [name, value])),
    body: media === undefined ? undefined : getExample(document, media),
    url: query.length === 0 ? path : `${path}?${query.join("&")}`,
  };
}

/** Formats a JSON value as TypeScript, on one line if it is short. */
export function formatLiteral(value: unknown, indent = ""): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const entries = Array.isArray(value)
    ? value.map((item) => formatLiteral(item, inner))
    : Object.entries(value).map(([key, item]) => `${formatKey(key)}: ${formatLiteral(item, inner)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{ ", " }"];
  const line = entries.length === 0 ? `${open}${close}`.replaceAll(" ", "") : `${open}${entries.join(", ")}${close}`;
  if (line.length <= 80 && !line.includes("\n")) return line;
  return `${open.trim()}\n${entries.map((entry) => `${inner}${entry},\n`).join("")}${indent}${close.trim()}`;
}

function formatKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function getExample(document: OpenAPIDocument, { example, examples = {}, schema }: Parameter | MediaType): unknown {
  const [first] = Object.values(examples).map((one) => resolveRef<{ value?: unknown }>(document, one).value);
  const { type, examples: [known] = [], enum: [value] = [], const: only } = resolveSchema(document, schema ?? true);
  const found = [example, first, known, value, only].find((one) => one !== undefined);
  if (found !== undefined) return found;
  const placeholders: Record<string, unknown> = { integer: 1, number: 1, boolean: true, array: ["value"], object: {} };
  return placeholders[String(type)] ?? "value";
}

function formatQuery({ name = "", explode = true }: Parameter, value: unknown): string[] {
  const values = (Array.isArray(value) ? value : [value]).map((item) => encodeURIComponent(String(item)));
  return (explode ? values : [values.join(",")]).map((text) => `${name}=${text}`);
}
