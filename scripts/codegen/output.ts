import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { unifiedDiff } from "./unified-diff.ts";

/** Path → text. The folders in which generated files stand are given apart, to find those that are no longer made. */
export interface Output {
  readonly files: ReadonlyMap<string, string>;
  readonly folders: readonly string[];
}

/** The first words of every generated module: what begins so and is not made any more is removed. */
export const generatedMark = "// Generated from ";

/** The same for pages of Markdown. */
export const generatedPageMark = "<!-- Generated from ";

interface Change {
  readonly path: string;
  readonly old: string | undefined;
  /** `undefined`: the file goes. */
  readonly text: string | undefined;
}

/**
 * Writes what differs; returns how many files changed. Everything is in memory by now, so an error before this
 * point leaves the old output as it was. First every new text is written beside its file, then the files are
 * renamed, one right after the other: a kill in the first part leaves the old set, and in the moment of the second
 * each file is whole, old or new (`--check` tells, and the next run completes it).
 */
export async function write(output: Output): Promise<number> {
  const changes = await compare(output);
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

/** A unified diff for each file that is not what would be written now; empty when all are. */
export async function check(output: Output): Promise<string[]> {
  const changes = await compare(output);
  return changes.map(({ path, old = "", text = "" }) => unifiedDiff(relative(process.cwd(), path), old, text));
}

async function compare(output: Output): Promise<Change[]> {
  const changes = await Promise.all([...[...output.files].map(compareFile), ...output.folders.map(leftOvers(output))]);
  return changes.flat();
}

async function compareFile([path, text]: readonly [path: string, text: string]): Promise<Change[]> {
  const old = await readIfThere(path);
  // Git may have checked the file out with CRLF.
  return old?.replaceAll("\r\n", "\n") === text ? [] : [{ path, old, text }];
}

/** Our files in a folder that are not made any more, and what a run that was killed has left. */
function leftOvers({ files }: Output): (folder: string) => Promise<Change[]> {
  return async (folder) => {
    const names = await readdir(folder).catch(() => []);
    const paths = names
      .map((name) => join(folder, name))
      .filter((path) => /\.(ts|md|tmp)$/.test(path) && !files.has(path));
    const found = paths.map(async (path) => ({ path, old: await readIfThere(path), text: undefined }));
    return (await Promise.all(found)).filter(
      ({ path, old = "" }) => isOurs(old) || /\.(gen\.ts|md)\.\d+\.tmp$/.test(path),
    );
  };
}

function isOurs(text: string): boolean {
  return text.startsWith(generatedMark) || text.startsWith(generatedPageMark);
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
