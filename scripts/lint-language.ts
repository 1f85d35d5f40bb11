import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError, runMain } from "./lib/cli.ts";
import { findDiscouragedWords } from "./lib/discouraged-words.ts";
import { git } from "./lib/git.ts";
import { repositoryRoot } from "./lib/paths.ts";

const extensions = /\.(?:ts|mts|js|mjs|astro|md|css|yaml)$/;
/** Generated files are checked by their sources. Fixtures quote other documents, and the table lists the words. */
const skipped =
  /\.gen\.ts$|pnpm-lock\.yaml$|(?:^|\/)fixtures\/|CHANGELOG\.md$|^packages\/sdk\/docs\/|discouraged-words\.ts$|lint-language\.test\.ts$/;

const help = `Usage: node scripts/lint-language.ts [PATH…]

Reports the words that scripts/lib/discouraged-words.ts lists, in the tracked sources and Markdown files of the repository.
PATH is a git pathspec; the default is the whole repository.
`;

async function main(args: string[]): Promise<number> {
  const paths = args.length > 0 ? args : ["."];
  const listed = await git("ls-files", "--cached", "--others", "--exclude-standard", "--", ...paths);
  if (listed === undefined) throw new InputError("The language check needs a git repository.");
  const files = listed.split("\n").filter((file) => extensions.test(file) && !skipped.test(file));
  if (files.length === 0) throw new InputError(`No text matches ${paths.join(" ")}`);
  const reports = await Promise.all(files.map(reportFile));
  const lines = reports.flat();
  for (const line of lines) console.error(line);
  return lines.length === 0 ? 0 : 1;
}

async function reportFile(file: string): Promise<string[]> {
  const text = await readFile(join(repositoryRoot, file), "utf8").catch(() => "");
  return findDiscouragedWords(text).map(({ line, found, use }) => `${file}:${line}: "${found}". Use: ${use}.`);
}

await runMain(main, { help });
