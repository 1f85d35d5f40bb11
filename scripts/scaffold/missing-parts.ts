import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { write } from "../codegen/output.ts";
import { repositoryRoot } from "../lib/paths.ts";
import { runCommand } from "../lib/run-command.ts";
import type { OpenAPIDocument } from "../spec/openapi.ts";
import { normalizeDocument } from "../spec/transforms/normalize.ts";
import { listSDKOperations } from "./sdk-operation.ts";
import { listSDKParts, type SDKPart } from "./sdk-parts.ts";

/** Lists what the SDK lacks for the operations of a document that have `x-sdk-method`. */
export async function findMissingParts(document: OpenAPIDocument): Promise<SDKPart[]> {
  const missing = await Promise.all(
    listParts(document).map(async (part) => (part.isPresent(await readText(part.file)) ? [] : [part])),
  );
  // Operations of one namespace share its property, and one command records the exports of all.
  const parts = missing.flat();
  return parts.filter(({ step }, index) => parts.findIndex((other) => other.step === step) === index);
}

/**
 * Writes what the SDK lacks for the operations of a document, from templates. Existing code is not changed.
 *
 * @returns the files that changed
 */
export async function addMissingParts(document: OpenAPIDocument): Promise<string[]> {
  const texts = new Map<string, string>();
  for (const { file, add, isPresent } of listParts(document)) {
    const text = texts.get(file) ?? (await readText(file));
    if (add !== undefined && !isPresent(text)) texts.set(file, add(text));
  }
  const files = [...texts.keys()].map((file) => join(repositoryRoot, file));
  write({ files: new Map([...texts].map(([file, text]) => [join(repositoryRoot, file), text])), folders: [] });
  if (files.length > 0) await format(files);
  return [...texts.keys()];
}

function listParts(document: OpenAPIDocument): SDKPart[] {
  // As the types are generated: bodies have named schemas.
  const normalized = structuredClone(document);
  normalizeDocument(normalized);
  return listSDKOperations(normalized).flatMap((operation) => listSDKParts(normalized, operation));
}

async function readText(file: string): Promise<string> {
  const path = join(repositoryRoot, file);
  return existsSync(path) ? readFile(path, "utf8") : "";
}

async function format(files: readonly string[]): Promise<void> {
  const command = join(repositoryRoot, "node_modules/oxfmt/bin/oxfmt");
  const { code, stdout, stderr } = await runCommand(process.execPath, [command, ...files], { cwd: repositoryRoot });
  if (code !== 0) throw new Error(`The formatter failed: ${stdout}${stderr}`);
}
