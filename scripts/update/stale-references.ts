import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Change } from "../diff/change.ts";
import { repositoryRoot } from "../lib/paths.ts";

/** More lines than this, and the word is too common to say anything. */
const most = 15;

export interface Mention {
  readonly file: string;
  readonly line: number;
  readonly word: string;
}

/** Lines of hand-written code and documentation that name what is gone: the compiler doesn't see all of them. */
export async function findMentions(changes: readonly Change[]): Promise<Mention[]> {
  const words = [...new Set(changes.flatMap(goneWords))];
  if (words.length === 0) return [];
  const files = await Promise.all(["README.md", "packages/sdk", "packages/client", "packages/types"].map(handWritten));
  const texts = await Promise.all(
    files.flat().map(async (file) => ({ file, text: await readFile(join(repositoryRoot, file), "utf8") })),
  );
  return words.flatMap((word) => {
    const pattern = new RegExp(`(?<![\\w-])${word}(?![\\w-])`);
    const found = texts.flatMap(({ file, text }) => {
      return text.split("\n").flatMap((line, index) => (pattern.test(line) ? [{ file, line: index + 1, word }] : []));
    });
    return found.length > most ? [] : found;
  });
}

const goneKinds = new Set<Change["kind"]>(["field-removed", "field-renamed", "type-removed", "type-renamed"]);

function goneWords({ kind, name }: Change): string[] {
  return goneKinds.has(kind) ? [...(/[\w-]+(?=\W*$)/.exec(name) ?? [])] : [];
}

async function handWritten(path: string): Promise<string[]> {
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
