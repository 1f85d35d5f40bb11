import { readFileSync } from "node:fs";
import { parse } from "yaml";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** The part of JSON Schema that spec/openapi.yaml uses to describe data. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly contentSchema?: Schema;
}

export interface MediaType {
  readonly schema: Schema;
  readonly examples?: Readonly<Record<string, { readonly value: Json }>>;
}

export type Content = Readonly<Record<string, MediaType>>;

export interface Response {
  readonly $ref?: string;
  readonly content?: Content;
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required?: boolean;
  readonly explode?: boolean;
  readonly example?: Json;
}

export interface Operation {
  readonly operationId: string;
  readonly "x-sdk-method"?: string;
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Response>>;
}

export interface SpecDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly responses: Readonly<Record<string, Response>>;
  };
}

/** An operation of spec/openapi.yaml, with its `$ref`s resolved. */
export interface SpecOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** The namespace and the method of the SDK, such as `models.list`; `undefined` if the SDK does not have it. */
  readonly sdkMethod: string | undefined;
  readonly parameters: readonly Parameter[];
  /** By content type; empty if the operation has no request body. */
  readonly request: Content;
  /** By status as the spec writes it, then by content type. */
  readonly responses: ReadonlyMap<string, Content>;
}

/** Lists every operation of the spec. */
export function listOperations(): readonly SpecOperation[] {
  const { paths, components } = loadSpec();
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { operationId, parameters = [], requestBody, responses, ...rest }]) => ({
      id: operationId,
      method,
      path,
      sdkMethod: rest["x-sdk-method"],
      parameters: parameters.map((parameter) =>
        "$ref" in parameter ? named(components.parameters, parameter) : parameter,
      ),
      request: requestBody?.content ?? {},
      responses: new Map(
        Object.entries(responses).map(([status, response]) => {
          const { content = {} } = response.$ref === undefined ? response : named(components.responses, response);
          return [status, content] as const;
        }),
      ),
    })),
  );
}

function named<T>(components: Readonly<Record<string, T>>, { $ref = "" }: { readonly $ref?: string }): T {
  const component = components[$ref.split("/").at(-1) ?? ""];
  if (component === undefined) throw new Error(`spec/openapi.yaml has no component ${$ref}`);
  return component;
}

/** Reads spec/openapi.yaml, once. */
export function loadSpec(): SpecDocument {
  document ??= parse(readFileSync(new URL("../../../spec/openapi.yaml", import.meta.url), "utf8"));
  return document as SpecDocument;
}

let document: SpecDocument | undefined;

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
