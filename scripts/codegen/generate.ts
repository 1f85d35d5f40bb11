import { createHash } from "node:crypto";
import { join } from "node:path";
import { loadSpec } from "../spec/load-spec.ts";
import { normalizeDocument } from "../spec/transforms/normalize.ts";
import { generateClient } from "./client/generate-client.ts";
import { generateDocs } from "./docs/generate-docs.ts";
import { generatedMark, type Output } from "./output.ts";
import { scaffold } from "./scaffold.ts";
import { generateTypes } from "./types/generate-types.ts";

/**
 * Generates the types, the client and the reference of a document in memory.
 *
 * @param spec path or URL of the document
 * @param folder the folder that holds the packages `types`, `client` and `sdk`
 */
export async function generate(spec: string, folder: string): Promise<Output> {
  const loaded = await loadSpec(spec);
  normalizeDocument(loaded.document);
  const { typesName, files } = scaffold(folder);
  const sources = { types: generateTypes(loaded), client: generateClient(loaded, typesName) };
  const all = new Map(files);
  for (const [name, modules] of Object.entries(sources)) {
    for (const [file, text] of modules) all.set(join(folder, name, "src", file), addHeader(loaded.name, text));
  }
  const docs = generateDocs(loaded, sources.types, join(folder, "sdk"));
  const folders = Object.keys(sources).map((name) => join(folder, name, "src"));
  return { files: new Map([...all, ...docs.files]), folders: [...folders, ...docs.folders] };
}

/**
 * Adds the header of a generated module. Its hash is that of the text below it, not of the document: a change of the
 * document that does not change the module leaves the file as it is.
 */
function addHeader(document: string, text: string): string {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 16);
  return `${generatedMark}${document} by scripts/generate.ts (sha256 of the text below: ${hash}). Do not edit.\n\n${text}`;
}
