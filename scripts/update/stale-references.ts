import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Change } from "../diff/change.ts";
import { repositoryRoot } from "../lib/paths.ts";

/** A name that more lines contain is too common to be a reference. */
const maxReferences = 15;

export interface StaleReference {
  readonly file: string;
  readonly line: number;
  readonly name: string;
}

/** Finds lines of handwritten code and documentation with a removed name. The compiler does not report all of them. */
export async function findStaleReferences(changes: readonly Change[]): Promise<StaleReference[]> {
  const names = [...new Set(changes.flatMap(getRemovedNames))];
  if (names.length === 0) return [];
  const files = await Promise.all(
    ["README.md", "packages/sdk", "packages/client", "packages/types"].map(listHandWritten),
  );
  const texts = await Promise.all(
    files.flat().map(async (file) => ({ file, text: await readFile(join(repositoryRoot, file), "utf8") })),
  );
  return names.flatMap((name) => {
    const pattern = new RegExp(`(?<![\\w-])${name}(?![\\w-])`);
    const found = texts.flatMap(({ file, text }) => {
      return text.split("\n").flatMap((line, index) => (pattern.test(line) ? [{ file, line: index + 1, name }] : []));
    });
    return found.length > maxReferences ? [] : found;
  });
}

const removalKinds = new Set<Change["kind"]>(["field-removed", "field-renamed", "type-removed", "type-renamed"]);

function getRemovedNames({ kind, name }: Change): string[] {
  return removalKinds.has(kind) ? [...(/[\w-]+(?=\W*$)/.exec(name) ?? [])] : [];
}

async function listHandWritten(path: string): Promise<string[]> {
  if (path.endsWith(".md")) return [path];
  const entries = await readdir(join(repositoryRoot, path), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files
    .map((file) => file.slice(repositoryRoot.length + 1).replaceAll("\\", "/"))
    .filter(
      (file) =>
        /\/(src|test|examples)\/.*(?<!\.gen)\.ts$|^packages\/\w+\/README\.md$/.test(file) &&
        !/\/(node_modules|dist)\//.test(file),
    );
}
