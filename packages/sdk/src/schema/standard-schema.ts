import { InvalidRequestError } from "../errors/client-error.ts";
import {
  closeObjects,
  findNonJSON,
  inlineRoot,
  isPlainObject,
  shareOfObjects,
  type JSONSchema,
} from "./json-schema.ts";
import { describeLibrary } from "./schema-library.ts";
import { getErrorMessage } from "../utils/error-message.ts";

/**
 * A schema of a library that follows [Standard Schema](https://standardschema.dev) and its
 * [JSON Schema extension](https://standardschema.dev/json-schema): zod ≥ 4.2, arktype ≥ 2.1.28, valibot with
 * `toStandardJsonSchema` of `@valibot/to-json-schema`, or zod/mini with `z.toJSONSchema`.
 *
 * @typeParam Output what a value is after validation
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

/** What a validation came to: a value, or what is wrong. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };

/** Something that is wrong with a value. */
export interface SchemaIssue {
  /** What is wrong. */
  readonly message: string;
  /** Where: the keys from the outside in. */
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

export type { JSONSchema };

/** What a value is after validation: that of the library's schema; of a plain JSON Schema nothing is known. */
export type OutputOf<Schema> = Schema extends StandardSchema<infer Output> ? Output : unknown;

/**
 * Converts a schema to the JSON Schema for the model. Where only objects fit the schema, `type: "object"` is at its root:
 * a `$ref` there is inlined, and a union of objects gets the type.
 *
 * @param place what the schema is, for error messages
 * @throws InvalidRequestError when there is no JSON Schema
 */
export function toJSONSchema(schema: StandardSchema | JSONSchema, place: string): JSONSchema {
  const json = inlineRoot(isStandard(schema) ? closeObjects(generate(schema, place)) : assertJSON(schema, place));
  return json["type"] === undefined && shareOfObjects(json, json) === "all" ? { type: "object", ...json } : json;
}

/**
 * Converts a schema to the JSON Schema of a function's parameters, whose root is an object at all providers.
 *
 * @throws InvalidRequestError when there is no JSON Schema, or no object fits it
 */
export function toParameters(schema: StandardSchema | JSONSchema, place: string): JSONSchema {
  const json = toJSONSchema(schema, place);
  if (shareOfObjects(json, json) === "none") {
    const root = JSON.stringify(json).slice(0, 80);
    throw new InvalidRequestError(`${place} must be the schema of an object, as arguments always are, got ${root}`);
  }
  return json["type"] === "object" ? json : { ...json, type: "object" };
}

/** What the library makes of its schema: the input side, since validation takes what the model writes. */
function generate(schema: StandardSchema, place: string): JSONSchema {
  if (isValidatingJSON(schema)) return withoutDialect(schema);
  const { jsonSchema, vendor } = schema["~standard"];
  if (typeof jsonSchema?.input !== "function") throw refuse(schema, vendor, place);
  let generated: unknown;
  try {
    generated = jsonSchema.input({ target: "draft-2020-12" });
  } catch (cause) {
    throw new InvalidRequestError(`${place} can't be written as JSON Schema: ${getErrorMessage(cause)}`, { cause });
  }
  if (isPlainObject(generated)) return withoutDialect(generated);
  throw new InvalidRequestError(`${place} can't be written as JSON Schema: ${vendor} returned ${String(generated)}`);
}

/** Whether it is a JSON Schema itself, with validation attached, as `z.toJSONSchema` of zod returns it. */
function isValidatingJSON(schema: object): schema is JSONSchema {
  const keys = Object.keys(schema);
  return keys.length > 0 && !keys.includes("~standard") && isPlainObject(schema) && findNonJSON(schema) === undefined;
}

function withoutDialect(schema: JSONSchema): JSONSchema {
  const { $schema: _, ...rest } = schema;
  return rest;
}

/** Only what is JSON throughout is taken for a JSON Schema: anything else may be a schema that nothing would check. */
function assertJSON(schema: unknown, place: string): JSONSchema {
  const path = findNonJSON(schema);
  if (path === undefined && isPlainObject(schema)) return schema;
  throw refuse(schema, undefined, place, path);
}

function refuse(schema: unknown, vendor: unknown, place: string, path = ""): InvalidRequestError {
  const isObject = (typeof schema === "object" || typeof schema === "function") && schema !== null;
  const library = isObject ? describeLibrary(schema, vendor) : undefined;
  if (library) return new InvalidRequestError(`${place} is a schema ${library}`);
  const found = path ? `; its "${path}" is not JSON` : "";
  return new InvalidRequestError(`${place} must be a JSON Schema or a schema of zod, valibot or arktype${found}`);
}

/**
 * Validates a value. A plain JSON Schema takes everything.
 *
 * @throws whatever the schema throws, and a TypeError when its result is not a validation's
 */
export async function validateValue<Output>(
  schema: StandardSchema<Output> | JSONSchema,
  value: unknown,
): Promise<StandardResult<Output>> {
  if (!isStandard(schema)) return { value: value as Output };
  const { validate, vendor } = schema["~standard"];
  const result = await validate(value);
  if (typeof result === "object" && result !== null && (!result.issues || Array.isArray(result.issues))) return result;
  throw new TypeError(`${vendor} returned a result that is not one of Standard Schema`);
}

/** Lists what is wrong in one line: `city: Invalid input; days.0: Too small`. */
export function formatIssues(issues: readonly SchemaIssue[]): string {
  return issues
    .map(({ message, path = [] }) => (path.length > 0 ? `${formatPath(path)}: ${message}` : message))
    .join("; ");
}

function formatPath(path: NonNullable<SchemaIssue["path"]>): string {
  return path.map((part) => String(typeof part === "object" ? part.key : part)).join(".");
}

function isStandard<Output>(schema: StandardSchema<Output> | JSONSchema): schema is StandardSchema<Output> {
  // arktype's are functions.
  if ((typeof schema !== "object" && typeof schema !== "function") || schema === null) return false;
  const { "~standard": standard } = schema as Partial<StandardSchema>;
  return typeof standard?.validate === "function";
}
