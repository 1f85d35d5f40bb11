import { createHash } from "node:crypto";
import { join } from "node:path";
import { loadSpec } from "../spec/load-spec.ts";
import { normalizeDocument } from "../spec/transforms/normalize.ts";
import type { Problem } from "../spec/validate/problems.ts";
import { generateClient } from "./client/generate-client.ts";
import { generateDocs } from "./docs/generate-docs.ts";
import { generatedMark, type Output } from "./output.ts";
import { preparePackages } from "./package-files.ts";
import { generateTypes } from "./types/generate-types.ts";

export interface Generated extends Output {
  /** Mistakes of the document that were accepted. */
  readonly warnings: readonly Problem[];
}

/**
 * Generates the types, the client and the reference of a document in memory.
 *
 * @param spec path or URL of the document
 * @param folder the folder that holds the packages `types`, `client` and `sdk`
 * @param options.strict whether warnings are errors
 */
export async function generatePackages(
  spec: string,
  folder: string,
  options?: { strict?: boolean },
): Promise<Generated> {
  const loaded = await loadSpec(spec, options);
  normalizeDocument(loaded.document);
  const { typesName, files } = preparePackages(folder);
  const sources = { types: generateTypes(loaded), client: generateClient(loaded, typesName) };
  const all = new Map(files);
  for (const [name, modules] of Object.entries(sources)) {
    for (const [file, text] of modules) all.set(join(folder, name, "src", file), addHeader(loaded.name, text));
  }
  const docs = generateDocs(loaded, sources.types, join(folder, "sdk"));
  const folders = Object.keys(sources).map((name) => join(folder, name, "src"));
  return {
    files: new Map([...all, ...docs.files]),
    folders: [...folders, ...docs.folders],
    warnings: loaded.warnings,
  };
}

/**
 * Adds the header of a generated module. Its hash is that of the text below it, not of the document: a change of the
 * document that does not change the module leaves the file as it is.
 */
function addHeader(document: string, text: string): string {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 16);
  return `${generatedMark}${document} by scripts/generate.ts (sha256 of the text below: ${hash}). Do not edit.\n\n${text}`;
}
