import { Oas3_1Types, Oas3Types } from "@redocly/openapi-core";

/** Objects of which nothing reaches the types or the client. Names are those of Redocly. */
const descriptive = new Set(
  (
    "Info Contact License Tag TagList ExternalDocs Xml Example ExamplesMap NamedExamples Link LinksMap NamedLinks " +
    "OAuth2Flows ImplicitFlow PasswordFlow ClientCredentials AuthorizationCode"
  ).split(" "),
);

/** Keys of any object that only describe, or bound a value. */
const annotations = new Set(
  (
    "$comment $id $schema $vocabulary deprecated description example examples externalDocs links operationRef summary " +
    "tags termsOfService title xml exclusiveMaximum exclusiveMinimum maxContains maxItems maxLength maxProperties " +
    "maximum minContains minItems minLength minProperties minimum multipleOf pattern uniqueItems writeOnly"
  ).split(" "),
);

/** Returns whether a key changes neither types nor calls. */
export function isAnnotation(type: string, key: string): boolean {
  return descriptive.has(type) || annotations.has(key);
}

const needed: Record<string, readonly string[]> = {
  Parameter: ["name", "in"],
  Server: ["url"],
  Discriminator: ["propertyName"],
  SecurityScheme: ["type", "name", "in", "scheme"],
};

/** Returns whether types or calls depend on a required key. */
export function isNeeded(type: string, key: string): boolean {
  return needed[type]?.includes(key) ?? false;
}

const version32: Record<string, readonly string[]> = {
  Root: ["$self"],
  PathItem: ["query", "additionalOperations"],
  MediaType: ["prefixEncoding", "itemEncoding"],
  Components: ["mediaTypes"],
  Discriminator: ["defaultMapping"],
};

/** Returns whether a key of OpenAPI 3.2 changes types or calls. */
export function isVersion32(type: string, key: string): boolean {
  return version32[type]?.includes(key) ?? false;
}

export type Version = "3.0" | "3.1" | "3.2";

/** Type → the keys that are valid in only some versions, and change nothing or mean the same in all. */
const keysOfVersion: Record<Version, Record<string, ReadonlySet<string>>> = {
  "3.0": { Schema: new Set(["nullable"]) },
  "3.1": Object.fromEntries(
    Object.entries(Oas3_1Types).map(([name, { properties }]) => {
      const older: Record<string, { properties: object } | undefined> = Oas3Types;
      return [name, new Set(Object.keys(properties).filter((key) => !(key in (older[name]?.properties ?? {}))))];
    }),
  ),
  "3.2": {
    MediaType: new Set(["itemSchema"]),
    Server: new Set(["name"]),
    Tag: new Set(["summary", "parent", "kind"]),
    Response: new Set(["summary"]),
    Example: new Set(["dataValue", "serializedValue"]),
    Xml: new Set(["nodeType"]),
    SecurityScheme: new Set(["deprecated", "oauth2MetadataUrl"]),
    OAuth2Flows: new Set(["deviceAuthorization"]),
  },
};

/** Returns the version that a key belongs to, if it does not belong to every version. */
export function getVersion(type: string, key: string): Version | undefined {
  if (keysOfVersion["3.1"][type]?.has(key) === true) return "3.1";
  if (keysOfVersion["3.2"][type]?.has(key) === true) return "3.2";
  return keysOfVersion["3.0"][type]?.has(key) === true ? "3.0" : undefined;
}

/** Returns whether a document may have a key of a version: 3.1 took some from 3.0 away, 3.2 none from 3.1. */
export function includesVersion(document: Version, key: Version): boolean {
  return key === "3.0" ? document === "3.0" : document >= key;
}

/**
 * Returns how to write a key whose wrong value changes the types, if a general form would not help.
 *
 * @param place the type and the key: `Schema.required`
 * @param holderKey the key of the schema, which is the name of a property
 */
export function getFix(place: string, value: unknown, holderKey: string): string | undefined {
  if (place === "Schema.required" && value === true) {
    return `Remove it, and name the property next to \`properties\` of the object: \`required: [${holderKey}]\`.`;
  }
  if (place === "Schema.required" || place === "Schema.enum") {
    return `Write a list: \`${place.slice("Schema.".length)}: [${String(value)}]\`.`;
  }
  if (place === "Parameter.in" && (value === "body" || value === "formData")) return "Describe it in `requestBody`.";
  if (place === "Parameter.in" && value === "querystring") return "It belongs to OpenAPI 3.2: describe each parameter.";
  return undefined;
}
