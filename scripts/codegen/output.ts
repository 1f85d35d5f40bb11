import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
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
 * Writes the files that differ, synchronously: for small files, promises take twice the CPU time.
 *
 * Every new text is first written next to its file; then the files are renamed, one right after the other. An error
 * before the renames leaves the old output as it was. A process that is killed during them leaves each file whole, old
 * or new: `--check` reports that, and the next run completes it.
 *
 * @returns the number of files that changed
 */
export function write(output: Output): number {
  const changes = findChanges(output);
  const staged = changes.flatMap(({ path, text }) =>
    text === undefined ? [] : { path, text, temporary: join(dirname(path), `.${basename(path)}.${process.pid}.tmp`) },
  );
  try {
    for (const folder of new Set(staged.map(({ path }) => dirname(path)))) mkdirSync(folder, { recursive: true });
    for (const { temporary, text } of staged) writeFileSync(temporary, text);
    for (const { path, temporary } of staged) renameSync(temporary, path);
    for (const { path, text } of changes) if (text === undefined) rmSync(path);
  } catch (error) {
    for (const { temporary } of staged) rmSync(temporary, { force: true });
    throw error;
  }
  return changes.length;
}

/** Returns a unified diff for each file that is not up to date. */
export function check(output: Output): string[] {
  return findChanges(output).map(formatDiff);
}

function findChanges(output: Output): Change[] {
  return [...[...output.files].flatMap(compareFile), ...output.folders.flatMap(findStale(output))];
}

function compareFile([path, text]: readonly [path: string, text: string]): Change[] {
  const old = existsSync(path) ? readFileSync(path, "utf8") : undefined;
  // Git may have checked the file out with CRLF.
  return old?.replaceAll("\r\n", "\n") === text ? [] : [{ path, old, text }];
}

/** Finds generated files in a folder that are no longer generated, and temporary files of a run that was killed. */
function findStale({ files }: Output): (folder: string) => Change[] {
  return (folder) => {
    const names = existsSync(folder) ? readdirSync(folder) : [];
    return names
      .map((name) => join(folder, name))
      .filter((path) => /\.(ts|md|tmp)$/.test(path) && !files.has(path))
      .map((path) => ({ path, old: readFileSync(path, "utf8"), text: undefined }))
      .filter(({ path, old }) => isGenerated(old) || /\.(gen\.ts|md)\.\d+\.tmp$/.test(path));
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
