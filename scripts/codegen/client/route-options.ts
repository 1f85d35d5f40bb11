import type { OpenAPIDocument } from "../../spec/openapi.ts";
import type { OperationInfo } from "../../spec/operations.ts";
import { readParameterFormat, type ParameterFormat } from "../../spec/parameter-format.ts";
import { createResolver } from "../../spec/value-kinds.ts";
import { readBodyFormat, type BodyFormat } from "./body-format.ts";
import { getParseAs, type ParseAs } from "./parse-as.ts";
import { formatKey, quote } from "./source.ts";

/** A function of `serialize.gen.ts`. */
export type Serializer = "serializeQuery" | "serializePath" | "serializeHeaders" | "serializeCookies" | "serializeForm";

/** The options of an operation where the defaults of openapi-fetch differ from the document. */
export interface RouteOptions {
  /** Properties of the route: `parseAs: "text"`. */
  readonly fields: readonly string[];
  /** The functions that the properties call. */
  readonly serializers: readonly Serializer[];
  /** Whether the body is read in a way that depends on the status. */
  readonly readsByStatus: boolean;
  /** Whether the body has a content type other than JSON. */
  readonly sendsBody: boolean;
}

export function createRouteOptions(document: OpenAPIDocument, info: OperationInfo): RouteOptions {
  const resolve = createResolver(document);
  const list = (location: string): ParameterFormat[] =>
    info.parameters
      .filter((parameter) => parameter.in === location)
      .map((parameter) => readParameterFormat(parameter, resolve));
  const parseAs = getParseAs(document, info);
  const options = [
    createQueryOption(list("query")),
    createPathOption(list("path")),
    createHeaderOption(list("header")),
    createCookieOption(list("cookie")),
  ].filter((option) => option !== undefined);
  const body = readBodyFormat(document, info);
  const readsByStatus = new Set(parseAs.values()).size > 1;
  return {
    fields: [
      ...options.map(({ field }) => field),
      ...(body === undefined ? [] : printBody(body)),
      ...printParseAs(parseAs, readsByStatus),
    ],
    serializers: [
      ...options.flatMap(({ serializer }) => serializer ?? []),
      ...(body?.fields === undefined ? [] : (["serializeForm"] as const)),
    ],
    readsByStatus,
    sendsBody: body !== undefined,
  };
}

function printBody({ contentType, fields }: BodyFormat): string[] {
  const serializer =
    fields === undefined
      ? "(body: unknown): unknown => body"
      : `(body: Values): string =>\n        ${printCall("serializeForm", "body", fields)}`;
  return [`contentType: ${quote(contentType)}`, `bodySerializer: ${serializer}`];
}

function printParseAs(parseAs: ReadonlyMap<string, ParseAs>, readsByStatus: boolean): string[] {
  const [first = "json"] = parseAs.values();
  if (!readsByStatus) return first === "json" ? [] : [`parseAs: ${quote(first)}`];
  const entries = [...parseAs].map(([status, kind]) => `${formatKey(status)}: ${quote(kind)}`);
  return [`parseAsByStatus: { ${entries.join(", ")} }`];
}

interface Option {
  readonly field: string;
  readonly serializer?: Serializer;
}

/**
 * By default openapi-fetch sends arrays as `form`, exploded, objects as `deepObject` with the properties that are
 * undefined, and names as they are. Its options apply to all arrays of a query; they suffice if all have one format.
 */
function createQueryOption(formats: readonly ParameterFormat[]): Option | undefined {
  const special = formats.filter(
    (format) => !isPlainQuery(format) || (hasArray(format) && !(format.style === "form" && format.explode)),
  );
  const [first] = special;
  if (first === undefined) return undefined;
  const { style, explode } = first;
  const isUniform = formats.filter(hasArray).every((format) => format.style === style && format.explode === explode);
  if (isUniform && special.every(isPlainQuery) && style !== "deepObject") {
    return { field: `querySerializer: { array: { style: ${quote(style)}, explode: ${explode} } }` };
  }
  const serializer = "serializeQuery";
  return {
    field: `querySerializer: (query: Values): string =>\n        ${printCall(serializer, "query", special)}`,
    serializer,
  };
}

/** Returns whether openapi-fetch can send a parameter of the query, given the format of its arrays. */
function isPlainQuery({ name, allowReserved, isJSON, kinds, members }: ParameterFormat): boolean {
  return !isJSON && !allowReserved && !kinds.has("object") && !hasNull(members) && !/[&=#+%]/.test(name);
}

/** By default openapi-fetch sends `simple` values, and reads the start and the end of a name as a style. */
function createPathOption(formats: readonly ParameterFormat[]): Option | undefined {
  const special = formats.filter(
    ({ name, style, isJSON, kinds, members }) =>
      isJSON || style !== "simple" || kinds.has("object") || hasNull(members) || /^[.;]|\*$/.test(name),
  );
  if (special.length === 0) return undefined;
  const serializer = "serializePath";
  const call = printCall(serializer, "url, path", special);
  return { field: `pathSerializer: (url: string, path: Values): string =>\n        ${call}`, serializer };
}

/** By default openapi-fetch sends an array as several headers, and an object as `[object Object]`. */
function createHeaderOption(formats: readonly ParameterFormat[]): Option | undefined {
  const special = formats.filter((format) => format.isJSON || isComposite(format));
  if (special.length === 0) return undefined;
  const serializer = "serializeHeaders";
  return {
    field: `headerSerializer: (header: Values): Record<string, string | undefined> =>\n        ${printCall(serializer, "header", special)}`,
    serializer,
  };
}

/** By default openapi-fetch sends no cookies. */
function createCookieOption(formats: readonly ParameterFormat[]): Option | undefined {
  if (formats.length === 0) return undefined;
  const special = formats.filter((format) => format.isJSON || isComposite(format));
  const serializer = "serializeCookies";
  return {
    field: `cookieSerializer: (cookie: Values): string =>\n        ${printCall(serializer, "cookie", special)}`,
    serializer,
  };
}

function printCall(serializer: Serializer, values: string, formats: readonly ParameterFormat[]): string {
  const table = formats.map((format) => `            [${quote(format.name)}, ${printFormat(format)}],\n`).join("");
  return `${serializer}(${values}, ${table === "" ? "[]" : `[\n${table}        ]`})`;
}

function printFormat({ style, explode, allowReserved, isJSON }: ParameterFormat): string {
  if (isJSON) return quote("json");
  return `{ style: ${quote(style)}, explode: ${explode}${allowReserved ? ", allowReserved: true" : ""} }`;
}

function isComposite({ kinds }: ParameterFormat): boolean {
  return kinds.has("array") || kinds.has("object");
}

function hasArray({ kinds, isJSON }: ParameterFormat): boolean {
  return kinds.has("array") && !isJSON;
}

function hasNull(members: ParameterFormat["members"]): boolean {
  return members.some((member) => member.has("null"));
}
