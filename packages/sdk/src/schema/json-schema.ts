/** A JSON Schema, as it goes to the model. */
export type JSONSchema = Readonly<Record<string, unknown>>;

/** Whether an object is one that JSON can hold: not an instance of a class. Objects of other realms count. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * Returns the path of the first part that JSON cannot hold: a function, an instance of a class, a reference to an
 * enclosing object. `""` is the value itself, `undefined` means that all of it is JSON.
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

/** What may be next to a `$ref` and still leave the referenced schema as it is. */
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
 * Replaces a `$ref` at the root by the schema it refers to, since providers look for `type` there. Definitions that are
 * referred to elsewhere stay, so that recursion keeps its meaning.
 */
export function inlineRoot(schema: JSONSchema): JSONSchema {
  let { $ref, ...root } = schema;
  const seen = new Set<string>();
  while (typeof $ref === "string" && !seen.has($ref) && Object.keys(root).every((key) => annotations.has(key))) {
    seen.add($ref);
    const target = resolve(schema, $ref);
    if (!isPlainObject(target)) return schema;
    const { $ref: next, ...fields } = target;
    // The definitions of the root are the ones that references name.
    if (next === undefined) return [...seen].reduce(dropUnused, { ...fields, ...root });
    [$ref, root] = [next, { ...fields, ...root }];
  }
  return schema;
}

/** The part of the schema that a reference like `#/$defs/Name` names. */
function resolve(schema: JSONSchema, ref: string): unknown {
  const [start, ...keys] = ref.split("/").map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (start !== "#") return undefined;
  return keys.reduce<unknown>(
    (part, key) => (isPlainObject(part) && Object.hasOwn(part, key) ? part[key] : undefined),
    schema,
  );
}

/** The schema without the definition that a reference names, unless another reference does too. */
function dropUnused(schema: JSONSchema, ref: string): JSONSchema {
  const [, key = "", name = "", ...rest] = ref.split("/");
  const { [key]: definitions, ...fields } = schema;
  if (!isPlainObject(definitions) || rest.length > 0) return schema;
  const { [name.replaceAll("~1", "/").replaceAll("~0", "~")]: _, ...others } = definitions;
  const remaining = { ...fields, ...(Object.keys(others).length > 0 && { [key]: others }) };
  return JSON.stringify(remaining).includes(JSON.stringify(ref).slice(1, -1)) ? schema : remaining;
}

/** Which of the values that a schema takes are objects. */
export type ObjectShare = "all" | "some" | "none";

/** Tells whether a schema takes nothing but objects, objects too, or no object at all. */
export function shareOfObjects(schema: unknown, root: JSONSchema, parents: readonly unknown[] = []): ObjectShare {
  if (schema === false) return "none";
  if (!isPlainObject(schema) || parents.includes(schema)) return "some";
  const { type, $ref, anyOf, oneOf, allOf, enum: values, const: value } = schema;
  const of = (part: unknown): ObjectShare => shareOfObjects(part, root, [...parents, schema]);
  const shares = new Set<ObjectShare>([
    ...(type === undefined ? [] : [combine([type].flat().map((name) => (name === "object" ? "all" : "none")))]),
    ...(typeof $ref === "string" ? [of(resolve(root, $ref))] : []),
    ...[anyOf, oneOf].filter(Array.isArray).map((parts) => combine(parts.map(of))),
    ...(Array.isArray(allOf) ? allOf.map(of) : []),
    ...(Array.isArray(values) ? [combine(values.map(shareOfValue))] : []),
    ...("const" in schema ? [shareOfValue(value)] : []),
  ]);
  // Each keyword narrows what the others allow.
  if (shares.has("none")) return "none";
  return shares.has("all") ? "all" : "some";
}

function combine(shares: readonly ObjectShare[]): ObjectShare {
  const [first = "some"] = shares;
  return shares.every((share) => share === first) ? first : "some";
}

function shareOfValue(value: unknown): ObjectShare {
  return isPlainObject(value) ? "all" : "none";
}

/** Closes objects that do not mention further properties: providers that enforce a schema want it said. */
export function closeObjects(schema: JSONSchema): JSONSchema {
  // Closed parts of an intersection would exclude each other.
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
