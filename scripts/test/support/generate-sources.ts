import { generateClient } from "../../codegen/client/generate-client.ts";
import { generateTypes } from "../../codegen/types/generate-types.ts";
import type { OpenAPIDocument, Schema } from "../../spec/openapi.ts";
import { hasPercent } from "../../spec/transforms/escape-percent.ts";
import { normalizeDocument } from "../../spec/transforms/normalize.ts";

/** Generates the modules of a document: `types/schemas` → text. */
export function generateSources(given: Partial<OpenAPIDocument>, location = "/openapi.yaml"): Record<string, string> {
  const document = structuredClone({ openapi: "3.1.0", info: { title: "Test", version: "1" }, ...given });
  normalizeDocument(document);
  const percent = hasPercent(JSON.stringify(given));
  const spec = { document, name: "openapi.yaml", location, hash: "0", hasPercent: percent, warnings: [] };
  const packages = { types: generateTypes(spec), client: generateClient(spec, "@test/types") };
  return Object.fromEntries(
    Object.entries(packages).flatMap(([name, modules]) =>
      [...modules].map(([file, text]) => [`${name}/${file.replace(".gen.ts", "")}`, text.trim()]),
    ),
  );
}

/**
 * Generates `schemas.gen.ts`.
 *
 * @param input the name of the schema that a request uses
 */
export function generateSchemas(schemas: Record<string, Schema>, { openapi = "3.1.0", input = "" } = {}): string {
  const schema = { $ref: `#/components/schemas/${input}` };
  const post = { requestBody: { content: { "application/json": { schema } } }, responses: {} };
  const paths = input === "" ? {} : { "/": { post } };
  return generateSources({ openapi, paths, components: { schemas } })["types/schemas"] ?? "";
}
