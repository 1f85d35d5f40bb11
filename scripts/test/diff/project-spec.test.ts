import { join } from "node:path";
import { expect, test } from "vitest";
import { compareDocuments } from "../../diff/compare-documents.ts";
import { repositoryRoot } from "../../lib/paths.ts";
import { loadSpec } from "../../spec/load-spec.ts";
import type { OpenAPIDocument, SchemaObject } from "../../spec/openapi.ts";

const { document } = await loadSpec(join(repositoryRoot, "spec/openapi.yaml"));

/** Changes the last property of each component, except constants, which discriminators restore. */
function mutateComponents(copy: OpenAPIDocument, how: (schema: SchemaObject, name: string) => void): string[] {
  return Object.entries(copy.components?.schemas ?? {}).flatMap(([component, schema]) => {
    if (typeof schema !== "object") return [];
    const fields = Object.entries(schema.properties ?? {});
    const [name] = fields.findLast(([, field]) => typeof field === "object" && !("const" in field)) ?? [];
    if (name === undefined) return [];
    how(schema, name);
    return [/^\w+$/.test(name) ? `${component}.${name}` : `${component}["${name}"]`];
  });
}

test("reports each removed field once, by its name", () => {
  const copy = structuredClone(document);
  const names = mutateComponents(copy, (schema, name) => {
    delete schema.properties?.[name];
    schema.required = (schema.required ?? []).filter((one) => one !== name);
  });
  const changes = compareDocuments(structuredClone(document), copy);
  expect(names.length).toBeGreaterThan(50);
  // Requests no longer contain the components that only a removed field referred to.
  const components = ["WebFetchParameters", "ImageGenerationParameters", "SubagentParameters", "FusionParameters"];
  expect(changes.map(({ name, text }) => `${name} ${text}`).toSorted()).toEqual(
    [
      ...names.map((name) => `${name} was removed`),
      ...components.map((name) => `${name} no longer has readonly lists`),
    ].toSorted(),
  );
});

test("reports each changed type as breaking", () => {
  const copy = structuredClone(document);
  const names = mutateComponents(copy, (schema, name) => {
    schema.properties = { ...schema.properties, [name]: { type: "string", format: "binary" } };
  });
  const changes = compareDocuments(structuredClone(document), copy).filter(({ kind }) => kind === "type-changed");
  expect(changes.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  expect(changes.every(({ isBreaking }) => isBreaking)).toBe(true);
});
