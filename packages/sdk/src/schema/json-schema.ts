/** A JSON Schema, as it is sent to the model. */
export type JSONSchema = Readonly<Record<string, unknown>>;

/** Returns whether a value is an object that JSON can represent: not an instance of a class. Other realms count. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * Finds the first part that JSON cannot represent: a function, an instance of a class, a reference to an enclosing
 * object.
 *
 * @returns The path of the part, `""` for the value itself; `undefined` if the whole value is JSON.
 */
export function findNonJSON(value: unknown, path = "", parents: readonly unknown[] = []): string | undefined {
  if (typeof value !== "object" || value === null) {
    return ["function", "symbol", "bigint"].includes(typeof value) ? path : undefined;
  }
  if (parents.includes(value) || !(Array.isArray(value) || isPlainObject(value))) return path;
  for (const [key, part] of Object.entries(value)) {
    const found = findNonJSON(part, path ? `${path}.${key}` : key, [...parents, value]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Keywords next to a `$ref` that do not change the meaning of the referenced schema. */
const annotations: ReadonlySet<string> = new Set([
  "$schema",
  "$id",
  "$comment",
  "$defs",
  "definitions",
  "title",
  "description",
  "default",
  "examples",
  "deprecated",
]);

/**
 * Replaces a `$ref` at the root with the schema it refers to, since providers look for `type` there. Definitions that
 * have other references stay, which keeps recursion intact.
 */
export function inlineRoot(schema: JSONSchema): JSONSchema {
  let { $ref, ...root } = schema;
  const seen = new Set<string>();
  while (typeof $ref === "string" && !seen.has($ref) && Object.keys(root).every((key) => annotations.has(key))) {
    seen.add($ref);
    const target = resolve(schema, $ref);
    if (!isPlainObject(target)) return schema;
    const { $ref: next, ...fields } = target;
    // References resolve to the definitions of the root.
    if (next === undefined) return [...seen].reduce(omitUnused, { ...fields, ...root });
    [$ref, root] = [next, { ...fields, ...root }];
  }
  return schema;
}

/** Returns the part of the schema that a reference like `#/$defs/Name` points to. */
function resolve(schema: JSONSchema, ref: string): unknown {
  const [start, ...keys] = ref.split("/").map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (start !== "#") return undefined;
  return keys.reduce<unknown>(
    (part, key) => (isPlainObject(part) && Object.hasOwn(part, key) ? part[key] : undefined),
    schema,
  );
}

/** Removes the definition that a reference points to, unless another reference points to it. */
function omitUnused(schema: JSONSchema, ref: string): JSONSchema {
  const [, key = "", name = "", ...rest] = ref.split("/");
  const { [key]: definitions, ...fields } = schema;
  if (!isPlainObject(definitions) || rest.length > 0) return schema;
  const { [name.replaceAll("~1", "/").replaceAll("~0", "~")]: _, ...others } = definitions;
  const remaining = { ...fields, ...(Object.keys(others).length > 0 && { [key]: others }) };
  return JSON.stringify(remaining).includes(JSON.stringify(ref).slice(1, -1)) ? schema : remaining;
}

/** How many of the values that a schema accepts are objects. */
export type ObjectAcceptance = "all" | "some" | "none";

/** Returns whether all, some or none of the values that a schema accepts are objects; `"some"` if that is unknown. */
export function getObjectAcceptance(
  schema: unknown,
  root: JSONSchema,
  parents: readonly unknown[] = [],
): ObjectAcceptance {
  if (schema === false) return "none";
  if (!isPlainObject(schema) || parents.includes(schema)) return "some";
  const { type, $ref, anyOf, oneOf, allOf, enum: values, const: value } = schema;
  const getAcceptance = (part: unknown): ObjectAcceptance => getObjectAcceptance(part, root, [...parents, schema]);
  const byKeyword = new Set<ObjectAcceptance>([
    ...(type === undefined
      ? []
      : [combineAlternatives([type].flat().map((name) => (name === "object" ? "all" : "none")))]),
    ...(typeof $ref === "string" ? [getAcceptance(resolve(root, $ref))] : []),
    ...[anyOf, oneOf].filter(Array.isArray).map((parts) => combineAlternatives(parts.map(getAcceptance))),
    ...(Array.isArray(allOf) ? allOf.map(getAcceptance) : []),
    ...(Array.isArray(values) ? [combineAlternatives(values.map(getValueAcceptance))] : []),
    ...("const" in schema ? [getValueAcceptance(value)] : []),
  ]);
  // Each keyword narrows the others.
  if (byKeyword.has("none")) return "none";
  return byKeyword.has("all") ? "all" : "some";
}

function combineAlternatives(alternatives: readonly ObjectAcceptance[]): ObjectAcceptance {
  const [first = "some"] = alternatives;
  return alternatives.every((alternative) => alternative === first) ? first : "some";
}

function getValueAcceptance(value: unknown): ObjectAcceptance {
  return isPlainObject(value) ? "all" : "none";
}

/** Sets `additionalProperties: false` where it is missing: providers that enforce a schema require it. */
export function closeObjects(schema: JSONSchema): JSONSchema {
  // Closed parts of an intersection would exclude each other's properties.
  return JSON.stringify(schema).includes('"allOf":') ? schema : (close(schema) as JSONSchema);
}

function close(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(close);
  if (!isPlainObject(schema)) return schema;
  const fields = Object.fromEntries(
    Object.entries(schema).map(([key, part]) => {
      if ((key === "properties" || key === "$defs") && isPlainObject(part)) return [key, closeEach(part)];
      return [key, subschemas.has(key) ? close(part) : part];
    }),
  );
  return "properties" in fields && !("additionalProperties" in fields)
    ? { ...fields, additionalProperties: false }
    : fields;
}

const subschemas: ReadonlySet<string> = new Set(["items", "prefixItems", "anyOf", "oneOf", "additionalProperties"]);

function closeEach(schemas: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, close(schema)]));
}
