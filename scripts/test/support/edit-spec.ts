import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { OpenAPIDocument, Operation, SchemaObject } from "../../spec/openapi.ts";

/** The parts of the spec that tests change. */
export interface Spec {
  readonly info: NonNullable<OpenAPIDocument["info"]>;
  readonly operation: Required<Operation>;
  /** Returns a component that has properties or union members. */
  component(name: string): Required<SchemaObject>;
}

/** Edits the spec in a copy of the repository. */
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
