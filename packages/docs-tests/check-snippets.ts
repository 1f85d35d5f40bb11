import { findTypeErrors, mapConcurrently, runProgram, writePrograms } from "./programs.ts";
import type { Snippet } from "./snippets.ts";

/**
 * Type-checks and runs snippets.
 *
 * @param folder a folder inside the one where the packages are installed
 * @param url the URL of the mock server
 * @returns the problems, each with file and line
 */
export async function checkSnippets(folder: string, snippets: readonly Snippet[], url: string): Promise<string[]> {
  const programs = snippets.map((snippet) => ({
    snippet,
    location: `${snippet.file}:${snippet.line}`,
    code: padToLine(snippet),
  }));
  await writePrograms(folder, programs);
  const typeErrors = await findTypeErrors(folder, programs);
  // The reference repeats the snippets of doc comments. Each is run once.
  const keys = new Set<string>();
  const unique = programs.filter(({ snippet }) => keys.size < keys.add(toKey(snippet)).size);
  const failures = await mapConcurrently(unique, async (program) => {
    const { isRun, prefer, expectedOutput } = program.snippet;
    if (!isRun) return [];
    const { code, stdout, stderr } = await runProgram(folder, program, { url, prefer });
    if (code !== 0) return `${program.location}: fails when it is run\n${stderr}`;
    if (expectedOutput === undefined || stdout.trimEnd() === expectedOutput.trimEnd()) return [];
    return `${program.location}: prints\n${stdout.trimEnd()}\ninstead of\n${expectedOutput}`;
  });
  return [...typeErrors, ...failures.flat()];
}

/** Returns a string that is equal for snippets that do the same. */
function toKey({ code, isRun, prefer, expectedOutput }: Snippet): string {
  return JSON.stringify([code.trim(), isRun, prefer, expectedOutput]);
}

/** Moves the code to its line in the file, so that messages and stack traces have the right line numbers. */
function padToLine({ line, code }: Snippet): string {
  return "\n".repeat(line - 1) + code;
}
