interface Policy {
  readonly severity: "warning" | "error";
  /** What is wrong in the document. */
  readonly mistake: string;
  /** What the generator does with it, or what fixes it. */
  readonly outcome: string;
}

/**
 * What the generator accepts: a mistake that changes neither types nor calls, or whose meaning is clear, is a warning.
 * Any other is an error. `scripts/README.md` has the same table.
 */
export const policy = {
  empty: warning("a key, entry or item without a value (`null`)", "treated as absent; an entry of a map is empty"),
  nullType: warning("`type: null` in a union, `null` in a list of types", 'read as `"null"`'),
  text: warning("a number or boolean instead of text: `version: 1.0`", "read as text"),
  boolean: warning('text instead of a boolean: `required: "true"`', "read as a boolean"),
  number: warning('text instead of a number: `minimum: "1"`', "read as a number"),
  emptyList: warning("`[]` instead of a map, as PHP writes it", "read as `{}`"),
  annotation: warning("a wrong value of a key that only describes: tags, summaries, examples, bounds …", "left out"),
  requiredFalse: warning("`required: false` in a schema", "left out"),
  missing: warning(
    "a missing required key that nothing depends on: the title, the description of a response …",
    "ignored",
  ),
  unknownKey: warning("an unknown key", "ignored"),
  otherVersion: warning(
    "a key of another version of OpenAPI or JSON Schema: `nullable` in 3.1",
    "read as in that version",
  ),
  dynamicRef: warning("a `$dynamicRef` or `$recursiveRef` whose schema depends on the caller", "`unknown`"),

  wrongValue: error("any other wrong value: `required: true` in a schema", "the message shows the right form"),
  missingKey: error("a missing key that is needed: `name`, `in`, `url`, `propertyName`, `type`", "add it"),
  unknownType: error("a `type` that does not exist", "use one of JSON Schema"),
  path: error("a path without a slash at its beginning", "add it"),
  reference: error("a `$ref` without a target, or to the whole document", "fix the reference, or add its target"),
  operationId: error(
    "two operations with one `operationId`",
    "rename one of them: the generated code names operations by their ID",
  ),
  parameter: error(
    "a parameter or field of a form that the client cannot send as it is typed",
    "the message shows another form",
  ),
  tsType: error("an `x-ts-type` that is not a TypeScript type", "use a form that a TypeScript type can express"),
  version32: error("a key of OpenAPI 3.2, except `itemSchema` of an event stream", "use the keys of OpenAPI 3.1"),
} satisfies Record<string, Policy>;

export type Mistake = keyof typeof policy;

function warning(mistake: string, outcome: string): Policy {
  return { severity: "warning", mistake, outcome };
}

function error(mistake: string, outcome: string): Policy {
  return { severity: "error", mistake, outcome };
}
