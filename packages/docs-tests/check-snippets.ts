import { forEachFew, runProgram, typeProblems, writePrograms } from "./programs.ts";
import type { Snippet } from "./snippets.ts";

/** What is wrong with the snippets, with the file and line of each. `folder` is where the packages are installed. */
export async function checkSnippets(folder: string, snippets: readonly Snippet[], url: string): Promise<string[]> {
  const programs = snippets.map((snippet) => ({ snippet, place: placeOf(snippet), code: atItsLine(snippet) }));
  await writePrograms(folder, programs);
  const wrongTypes = await typeProblems(folder, programs);
  // What stands in a doc comment stands on a page of the reference, too.
  const known = new Set<string>();
  const differing = programs.filter(({ snippet }) => known.size < known.add(sayingOf(snippet)).size);
  const failures = await forEachFew(differing, async (program) => {
    const { isRun, prefer, printed } = program.snippet;
    if (!isRun) return [];
    const { code, stdout, stderr } = await runProgram(folder, program, { url, prefer });
    if (code !== 0) return `${program.place}: it fails when it is run\n${stderr}`;
    if (printed === undefined || stdout.trimEnd() === printed.trimEnd()) return [];
    return `${program.place}: it prints\n${stdout.trimEnd()}\nand not, as the text says,\n${printed}`;
  });
  return [...wrongTypes, ...failures.flat()];
}

/** The same for snippets that do the same. */
function sayingOf({ code, isRun, prefer, printed }: Snippet): string {
  return JSON.stringify([code.trim(), isRun, prefer, printed]);
}

export function placeOf({ file, line }: Snippet): string {
  return `${file}:${line}`;
}

/** Where messages and stacks name a line, it is the one that the snippet has in its file. */
function atItsLine({ line, code }: Snippet): string {
  return "\n".repeat(line - 1) + code;
}
