const withoutJSONSchema = "which cannot be written as JSON Schema";

/**
 * Describes the library of a schema without JSON Schema, and how to get one.
 *
 * @param vendor The vendor that a Standard Schema declares.
 * @returns A phrase that follows "is a schema"; `undefined` if the value does not look like the schema of a library.
 */
export function describeLibrary(schema: object, vendor: unknown): string | undefined {
  const has = (key: string): boolean => key in schema;
  if (vendor === "zod" || has("_zod") || (has("_def") && has("safeParse"))) return describeZod(schema);
  if (vendor === "valibot" || (has("kind") && (has("_run") || has("_parse")))) {
    return `of valibot, ${withoutJSONSchema} by itself; wrap it in toStandardJsonSchema of @valibot/to-json-schema, with valibot 1.2 or later`;
  }
  if (vendor === "arktype") return `of arktype before 2.1.28, ${withoutJSONSchema}; install arktype 2.1.28 or later`;
  if (vendor === undefined) return undefined;
  return `of ${String(vendor)}, ${withoutJSONSchema}; pass a JSON Schema`;
}

function describeZod(schema: object): string {
  // zod 3 has no `_zod`.
  const { _zod: internals } = schema as { _zod?: { version?: { major: number; minor: number } } };
  const { major, minor } = internals?.version ?? { major: 3, minor: 0 };
  if (major > 4 || (major === 4 && minor >= 2)) {
    return `of zod/mini, ${withoutJSONSchema} by itself; wrap it in z.toJSONSchema(schema, { io: "input" }), or import z from "zod"`;
  }
  const name = major === 3 ? "zod 3" : `zod ${major}.${minor}`;
  return `of ${name}, ${withoutJSONSchema}; install zod 4.2 or later, and import z from "zod"`;
}
