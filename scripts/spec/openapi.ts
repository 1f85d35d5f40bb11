/** The parts of an OpenAPI 3.0 or 3.1 document that the generator reads. Everything else is kept as it is. */
export interface OpenAPIDocument {
  openapi: string;
  info?: { title?: string; version?: string; description?: string };
  servers?: Server[];
  paths?: Record<string, PathItem>;
  webhooks?: Record<string, PathItem>;
  components?: Components;
  security?: SecurityRequirement[];
  tags?: { name: string; description?: string }[];
}

export interface Components {
  schemas?: Record<string, Schema>;
  responses?: Record<string, Response | Reference>;
  parameters?: Record<string, Parameter | Reference>;
  requestBodies?: Record<string, RequestBody | Reference>;
  headers?: Record<string, Parameter | Reference>;
  pathItems?: Record<string, PathItem>;
  securitySchemes?: Record<string, SecurityScheme | Reference>;
}

export interface Reference {
  $ref: string;
}

export const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;
export type Method = (typeof methods)[number];

export interface PathItem extends Partial<Record<Method, Operation>> {
  $ref?: string;
  summary?: string;
  description?: string;
  servers?: Server[];
  parameters?: (Parameter | Reference)[];
}

export interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  deprecated?: boolean;
  tags?: string[];
  parameters?: (Parameter | Reference)[];
  requestBody?: RequestBody | Reference;
  responses?: Record<string, Response | Reference>;
  security?: SecurityRequirement[];
  servers?: Server[];
  /** The namespace and the method of the SDK: `models.list`. */
  "x-sdk-method"?: string;
}

export interface Parameter {
  name?: string;
  in?: string;
  required?: boolean;
  style?: string;
  explode?: boolean;
  allowReserved?: boolean;
  schema?: Schema;
  example?: unknown;
  examples?: Record<string, Example | Reference>;
  content?: Record<string, MediaType>;
}

export interface RequestBody {
  description?: string;
  required?: boolean;
  content?: Record<string, MediaType>;
}

export interface Response {
  description?: string;
  headers?: Record<string, Parameter | Reference>;
  content?: Record<string, MediaType>;
}

export interface MediaType {
  schema?: Schema;
  /** By the fields of a form. */
  encoding?: Record<string, Encoding>;
  /** Of OpenAPI 3.2; see `rewriteItemSchemas`. */
  itemSchema?: Schema;
  example?: unknown;
  examples?: Record<string, Example | Reference>;
}

export interface Encoding {
  contentType?: string;
  style?: string;
  explode?: boolean;
  allowReserved?: boolean;
}

export interface Example {
  summary?: string;
  value?: unknown;
}

export interface Server {
  url: string;
  description?: string;
  variables?: Record<string, { default: string; enum?: string[]; description?: string }>;
}

/** Scheme name → scopes. All schemes together satisfy the requirement. */
export type SecurityRequirement = Record<string, string[]>;

export interface SecurityScheme {
  type: "http" | "apiKey" | "oauth2" | "openIdConnect" | "mutualTLS";
  description?: string;
  scheme?: string;
  in?: "header" | "query" | "cookie";
  name?: string;
}

/** A JSON Schema in either dialect. Since 3.1, `true` and `false` are schemas too. */
export type Schema = SchemaObject | boolean;

export interface SchemaObject {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string | string[];
  nullable?: boolean;
  enum?: unknown[];
  examples?: readonly unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  additionalProperties?: Schema;
  required?: string[];
  items?: Schema | Schema[];
  prefixItems?: Schema[];
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  discriminator?: { propertyName: string; mapping?: Record<string, string> };
  format?: string;
  title?: string;
  description?: string;
  deprecated?: boolean;
  readOnly?: boolean;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number | boolean;
  exclusiveMaximum?: number | boolean;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  pattern?: string;
  contentMediaType?: string;
  contentEncoding?: string;
  contentSchema?: Schema;
  "x-ts-type"?: string;
}
