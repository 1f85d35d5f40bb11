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

export interface SpecDocument {
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly post: {
          readonly requestBody: { readonly content: Content };
          readonly responses: Readonly<Record<string, Response>>;
        };
      }
    >
  >;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Response>>;
  };
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
