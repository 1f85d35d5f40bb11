import { InvalidRequestError } from "../errors/client-error.ts";
import {
  closeObjects,
  findNonJSON,
  inlineRoot,
  isPlainObject,
  getObjectAcceptance,
  type JSONSchema,
} from "./json-schema.ts";
import { describeLibrary } from "./schema-library.ts";
import { getErrorMessage } from "../utils/error-message.ts";

// Declared here, because the types of `@standard-schema/spec` would be a dependency of every install, and the reference
// could not show them.

/**
 * A schema of a library that follows [Standard Schema](https://standardschema.dev) and its
 * [JSON Schema extension](https://standardschema.dev/json-schema): zod ≥ 4.2, arktype ≥ 2.1.28, valibot with
 * `toStandardJsonSchema` of `@valibot/to-json-schema`, or zod/mini with `z.toJSONSchema`.
 *
 * @typeParam Output type of a value after validation
 */
export interface StandardSchema<Output = unknown> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
    readonly jsonSchema: { readonly input: (options: { target: "draft-2020-12" }) => Record<string, unknown> };
  };
}

/** The result of a validation: the value, or its issues. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };

/** An issue of an invalid value. */
export interface SchemaIssue {
  /** Description of the issue. */
  readonly message: string;
  /** Location of the issue: the keys from the root. */
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

export type { JSONSchema };

/** Type of a value after validation: the output of a library's schema, `unknown` for a plain JSON Schema. */
export type OutputOf<Schema> = Schema extends StandardSchema<infer Output> ? Output : unknown;

/**
 * Converts a schema to the JSON Schema for the model. If the schema accepts only objects, the root of the result has
 * `type: "object"`: a `$ref` is inlined, and a union of objects gets the type.
 *
 * @param name Subject of error messages.
 * @throws {@link InvalidRequestError} when the schema cannot be written as JSON Schema.
 */
export function toJSONSchema(schema: StandardSchema | JSONSchema, name: string): JSONSchema {
  const json = inlineRoot(
    isStandardSchema(schema) ? closeObjects(generate(schema, name)) : assertJSONSchema(schema, name),
  );
  return json["type"] === undefined && getObjectAcceptance(json, json) === "all" ? { type: "object", ...json } : json;
}

/**
 * Converts a schema to the JSON Schema of a function's parameters, which every provider expects to be an object.
 *
 * @param name Subject of error messages.
 * @throws {@link InvalidRequestError} when the schema cannot be written as JSON Schema, or does not accept an object.
 */
export function toParameters(schema: StandardSchema | JSONSchema, name: string): JSONSchema {
  const json = toJSONSchema(schema, name);
  if (getObjectAcceptance(json, json) === "none") {
    const root = JSON.stringify(json).slice(0, 80);
    throw new InvalidRequestError(`${name} must be the schema of an object, got ${root}`);
  }
  return json["type"] === "object" ? json : { ...json, type: "object" };
}

/** Generates the JSON Schema of the input, since the model writes what validation receives. */
function generate(schema: StandardSchema, name: string): JSONSchema {
  if (isValidatingJSONSchema(schema)) return omitDialect(schema);
  const { jsonSchema, vendor } = schema["~standard"];
  if (typeof jsonSchema?.input !== "function") throw createSchemaError(schema, vendor, name);
  let generated: unknown;
  try {
    generated = jsonSchema.input({ target: "draft-2020-12" });
  } catch (cause) {
    throw new InvalidRequestError(`${name} cannot be written as JSON Schema: ${getErrorMessage(cause)}`, { cause });
  }
  if (isPlainObject(generated)) return omitDialect(generated);
  throw new InvalidRequestError(`${name} cannot be written as JSON Schema: ${vendor} returned ${String(generated)}`);
}

/** Returns whether a schema is a JSON Schema with validation attached, such as the result of `z.toJSONSchema`. */
function isValidatingJSONSchema(schema: object): schema is JSONSchema {
  const keys = Object.keys(schema);
  return keys.length > 0 && !keys.includes("~standard") && isPlainObject(schema) && findNonJSON(schema) === undefined;
}

function omitDialect(schema: JSONSchema): JSONSchema {
  const { $schema: _, ...rest } = schema;
  return rest;
}

/** Only JSON is accepted as a JSON Schema: any other object may be a library's schema, which would not be validated. */
function assertJSONSchema(schema: unknown, name: string): JSONSchema {
  const path = findNonJSON(schema);
  if (path === undefined && isPlainObject(schema)) return schema;
  throw createSchemaError(schema, undefined, name, path);
}

function createSchemaError(schema: unknown, vendor: unknown, name: string, path = ""): InvalidRequestError {
  const isObject = (typeof schema === "object" || typeof schema === "function") && schema !== null;
  const library = isObject ? describeLibrary(schema, vendor) : undefined;
  if (library) return new InvalidRequestError(`${name} is a schema ${library}`);
  const found = path ? `; its "${path}" is not JSON` : "";
  return new InvalidRequestError(`${name} must be a JSON Schema or a schema of zod, valibot or arktype${found}`);
}

/**
 * Validates a value. A plain JSON Schema accepts every value.
 *
 * @throws TypeError when the schema does not return a result of Standard Schema; any error that the schema throws.
 */
export async function validateValue<Output>(
  schema: StandardSchema<Output> | JSONSchema,
  value: unknown,
): Promise<StandardResult<Output>> {
  if (!isStandardSchema(schema)) return { value: value as Output };
  const { validate, vendor } = schema["~standard"];
  const result = await validate(value);
  if (typeof result === "object" && result !== null && (!result.issues || Array.isArray(result.issues))) return result;
  throw new TypeError(`${vendor} returned a result that does not follow Standard Schema`);
}

/** Formats issues as one line: `city: Invalid input; days.0: Too small`. */
export function formatIssues(issues: readonly SchemaIssue[]): string {
  return issues
    .map(({ message, path = [] }) => (path.length > 0 ? `${formatPath(path)}: ${message}` : message))
    .join("; ");
}

function formatPath(path: NonNullable<SchemaIssue["path"]>): string {
  return path.map((part) => String(typeof part === "object" ? part.key : part)).join(".");
}

function isStandardSchema<Output>(schema: StandardSchema<Output> | JSONSchema): schema is StandardSchema<Output> {
  // The schemas of arktype are functions.
  if ((typeof schema !== "object" && typeof schema !== "function") || schema === null) return false;
  const { "~standard": standard } = schema as Partial<StandardSchema>;
  return typeof standard?.validate === "function";
}
