import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { OpenAPIDocument, Operation, SchemaObject } from "../../spec/openapi.ts";

/** The parts of our document that tests change. */
export interface Spec {
  readonly info: NonNullable<OpenAPIDocument["info"]>;
  readonly operation: Required<Operation>;
  /** A component that has properties, or members of a union. */
  component(name: string): Required<SchemaObject>;
}

/** Changes the document of a copy of the repository. */
export async function editSpec(copy: string, edit: (spec: Spec) => void): Promise<void> {
  const file = join(copy, "spec/openapi.yaml");
  const document = parse(await readFile(file, "utf8")) as OpenAPIDocument;
  const operation = document.paths?.["/chat/completions"]?.post;
  edit({
    info: document.info ?? {},
    operation: operation as Required<Operation>,
    component: (name) => document.components?.schemas?.[name] as Required<SchemaObject>,
  });
  await writeFile(file, stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 }));
}
