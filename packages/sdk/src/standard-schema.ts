import { InvalidRequestError } from "./errors/http-client-error.ts";
import { wordsOf } from "./words.ts";

/**
 * A schema of a library that follows [Standard Schema](https://standardschema.dev) and its
 * [JSON Schema extension](https://standardschema.dev/json-schema): zod ≥ 4.2, arktype ≥ 2.1.28, or valibot with
 * `toStandardJsonSchema` of `@valibot/to-json-schema`.
 *
 * @typeParam Output what a value is after validation
 */
export interface StandardSchema<Output = unknown> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
    readonly jsonSchema?: { readonly input: (options: { target: "draft-2020-12" }) => Record<string, unknown> };
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

/** A JSON Schema, as it goes to the model. */
export type JSONSchema = Readonly<Record<string, unknown>>;

/** What a value is after validation: that of the library's schema; of a plain JSON Schema nothing is known. */
export type OutputOf<Schema> = Schema extends StandardSchema<infer Output> ? Output : unknown;

/** The schema for the model. @throws InvalidRequestError when it can't be had */
export function jsonSchemaOf(schema: StandardSchema | JSONSchema, place: string): JSONSchema {
  if (!isStandard(schema)) {
    if (typeof schema === "object" && schema !== null && !Array.isArray(schema)) return schema;
    throw new InvalidRequestError(`${place} must be a JSON Schema or a schema of zod, valibot or arktype`);
  }
  const { jsonSchema, vendor } = schema["~standard"];
  if (!jsonSchema) {
    const advice = vendor === "valibot" ? "; wrap it in toStandardJsonSchema of @valibot/to-json-schema" : "";
    throw new InvalidRequestError(`${place} is a schema of ${vendor} that gives no JSON Schema${advice}`);
  }
  try {
    // What the model writes is what the validation takes; what it makes of that may be something else.
    const { $schema: _, ...rest } = jsonSchema.input({ target: "draft-2020-12" });
    return JSON.stringify(rest).includes('"allOf":') ? rest : (closed(rest) as JSONSchema);
  } catch (cause) {
    throw new InvalidRequestError(`${place} can't be written as JSON Schema: ${wordsOf(cause)}`, { cause });
  }
}

/** The value as the schema takes it, or what is wrong with it. A plain JSON Schema takes everything. */
export async function validated<Output>(
  schema: StandardSchema<Output> | JSONSchema,
  value: unknown,
): Promise<StandardResult<Output>> {
  return isStandard(schema) ? schema["~standard"].validate(value) : { value: value as Output };
}

/** What is wrong, in a line: `city: Invalid input; days.0: Too small`. */
export function wordsOfIssues(issues: readonly SchemaIssue[]): string {
  return issues.map(({ message, path = [] }) => (path.length > 0 ? `${pathOf(path)}: ${message}` : message)).join("; ");
}

function pathOf(path: NonNullable<SchemaIssue["path"]>): string {
  return path.map((part) => String(typeof part === "object" ? part.key : part)).join(".");
}

function isStandard<Output>(schema: StandardSchema<Output> | JSONSchema): schema is StandardSchema<Output> {
  // arktype's are functions.
  return (typeof schema === "object" || typeof schema === "function") && schema !== null && "~standard" in schema;
}

/** Objects that say nothing about further properties take none: providers that enforce a schema want it said. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const fields = Object.fromEntries(
    Object.entries(schema).map(([key, part]: [string, unknown]) => {
      if (key === "properties" || key === "$defs") return [key, closedEach(part)];
      return [key, parts.has(key) ? closed(part) : part];
    }),
  );
  return "properties" in fields && !("additionalProperties" in fields)
    ? { ...fields, additionalProperties: false }
    : fields;
}

const parts: ReadonlySet<string> = new Set(["items", "prefixItems", "anyOf", "oneOf", "additionalProperties"]);

function closedEach(schemas: unknown): unknown {
  return Object.fromEntries(Object.entries(schemas as object).map(([name, schema]) => [name, closed(schema)]));
}
