import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from "diff";

/** What a run writes. */
export interface Output {
  /** Path → text. */
  readonly files: ReadonlyMap<string, string>;
  /** The folders of generated files. Those that are no longer generated are deleted from them. */
  readonly folders: readonly string[];
}

/** How every generated module begins: a file that does and is no longer generated is deleted. */
export const generatedMark = "// Generated from ";

/** The same for Markdown pages. */
export const generatedPageMark = "<!-- Generated from ";

/** A file is diffed up to this many changed lines, and its diff is cut after this many lines. */
const maxEdits = 2_000;
const maxDiffLines = 60;

interface Change {
  readonly path: string;
  readonly old: string | undefined;
  /** `undefined` deletes the file. */
  readonly text: string | undefined;
}

/**
 * Writes the files that differ.
 *
 * Every new text is first written next to its file; then the files are renamed, one right after the other. An error
 * before the renames leaves the old output as it was. A process that is killed during them leaves each file whole, old
 * or new: `--check` reports that, and the next run completes it.
 *
 * @returns the number of files that changed
 */
export async function write(output: Output): Promise<number> {
  const changes = await findChanges(output);
  const staged = changes.flatMap(({ path, text }) =>
    text === undefined ? [] : { path, text, temporary: join(dirname(path), `.${basename(path)}.${process.pid}.tmp`) },
  );
  try {
    const folders = new Set(staged.map(({ path }) => dirname(path)));
    await Promise.all([...folders].map((folder) => mkdir(folder, { recursive: true })));
    await Promise.all(staged.map(({ temporary, text }) => writeFile(temporary, text)));
    for (const { path, temporary } of staged) await rename(temporary, path);
    for (const { path, text } of changes) if (text === undefined) await rm(path);
  } catch (error) {
    await Promise.all(staged.map(({ temporary }) => rm(temporary, { force: true })));
    throw error;
  }
  return changes.length;
}

/** Returns a unified diff for each file that is not up to date. */
export async function check(output: Output): Promise<string[]> {
  const changes = await findChanges(output);
  return changes.map(formatDiff);
}

async function findChanges(output: Output): Promise<Change[]> {
  const changes = await Promise.all([...[...output.files].map(compareFile), ...output.folders.map(findStale(output))]);
  return changes.flat();
}

async function compareFile([path, text]: readonly [path: string, text: string]): Promise<Change[]> {
  const old = await readIfExists(path);
  // Git may have checked the file out with CRLF.
  return old?.replaceAll("\r\n", "\n") === text ? [] : [{ path, old, text }];
}

/** Finds generated files in a folder that are no longer generated, and temporary files of a run that was killed. */
function findStale({ files }: Output): (folder: string) => Promise<Change[]> {
  return async (folder) => {
    const names = await readdir(folder).catch(() => []);
    const paths = names
      .map((name) => join(folder, name))
      .filter((path) => /\.(ts|md|tmp)$/.test(path) && !files.has(path));
    const found = paths.map(async (path) => ({ path, old: await readIfExists(path), text: undefined }));
    return (await Promise.all(found)).filter(
      ({ path, old = "" }) => isGenerated(old) || /\.(gen\.ts|md)\.\d+\.tmp$/.test(path),
    );
  };
}

function isGenerated(text: string): boolean {
  return text.startsWith(generatedMark) || text.startsWith(generatedPageMark);
}

function formatDiff({ path, old = "", text = "" }: Change): string {
  const name = relative(process.cwd(), path);
  const options = { context: 2, maxEditLength: maxEdits, stripTrailingCr: true };
  const patch = structuredPatch(name, name, old, text, undefined, undefined, options);
  if (patch === undefined) return `--- ${name}\n+++ ${name}\n… more than ${maxEdits} lines differ`;
  const [from = "", to = "", ...lines] = formatPatch(patch, FILE_HEADERS_ONLY).trimEnd().split("\n");
  const rest = lines.length > maxDiffLines ? [`… ${lines.length - maxDiffLines} more lines`] : [];
  return [from, to, ...lines.slice(0, maxDiffLines), ...rest].join("\n");
}

async function readIfExists(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
