import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { extractDocComments, parseFences, type Fence } from "./fences.ts";

/** A block of TypeScript in a Markdown file or a doc comment. */
export interface Snippet {
  /** The file, from the root of the repository. */
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly isRun: boolean;
  /** The `Prefer` header that selects the mock server's response. */
  readonly prefer: string | undefined;
  /** The output that the Markdown shows. */
  readonly expectedOutput: string | undefined;
}

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Files that are not checked: dependencies, output, broken fixtures. */
const skipped = /(^|\/)(node_modules|dist|\.git|\.turbo|CHANGELOG\.md)(\/|$)|^packages\/docs-tests\/fixtures/;

/** Returns every Markdown file, from the root of the repository. */
export function listMarkdownFiles(): string[] {
  return listFiles("**/*.md");
}

/** Reads the snippets of every Markdown file, and of the doc comments in the published packages. */
export function readSnippets(): Snippet[] {
  const fromTexts = listMarkdownFiles().flatMap((file) => parseSnippets(file, readText(file)));
  const sources = listFiles("packages/{types,client,sdk}/src/**/*.ts");
  const fromComments = sources.flatMap((file) => {
    const comments = extractDocComments(readText(file), file.endsWith(".gen.ts"));
    return parseSnippets(file, comments).map((snippet) =>
      Object.assign(snippet, { code: addContext(file, snippet.code) }),
    );
  });
  return [...fromTexts, ...fromComments];
}

/** Reads the examples as snippets that are only type-checked. Other tests run them, with suitable responses. */
export function readExamples(): Snippet[] {
  return listFiles("packages/sdk/examples/*.ts").map((file) => ({
    file,
    line: 1,
    code: readText(file),
    isRun: false,
    prefer: undefined,
    expectedOutput: undefined,
  }));
}

export function getExamplePath(name: string): string {
  return `${root}/packages/sdk/examples/${name}.ts`;
}

/**
 * Returns the snippets of a Markdown file. The language may be followed by `no-run: why`, `no-check: why`, or `prefer: …`
 * for the mock server. A `text` block after the snippet is its expected output.
 *
 * @throws {Error} when the language is followed by something else
 */
export function parseSnippets(file: string, markdown: string): Snippet[] {
  const fences = parseFences(markdown);
  return fences.flatMap((fence, index) => {
    if (!/^(ts|typescript)$/.test(fence.language)) return [];
    const [, directive = "", value = ""] = /^([a-z-]+): (.+)$/.exec(fence.info) ?? [];
    if (fence.info !== "" && !/^(no-run|no-check|prefer)$/.test(directive)) {
      throw new Error(
        `${file}:${fence.line - 1}: Expected no-run: why, no-check: why, or prefer: what, got "${fence.info}"`,
      );
    }
    if (directive === "no-check") return [];
    const { line, text: code } = fence;
    const prefer = directive === "prefer" ? value : undefined;
    const next: Fence | undefined = fences[index + 1];
    const expectedOutput = next?.language === "text" ? next.text : undefined;
    return [{ file, line, code, isRun: directive !== "no-run", prefer, expectedOutput }];
  });
}

/** Statements that an example in a doc comment may omit, by the word that needs them: imports and values. */
const contextStatements: readonly (readonly [word: string, format: (packageName: string) => string])[] = [
  ["createClient", (name) => `import { createClient } from "${name}";`],
  ["apiKey", () => 'const apiKey = "sk-or-v1-example";'],
  ["body", () => 'const body = { messages: [{ role: "user" as const, content: "Hello" }] };'],
];

function addContext(file: string, code: string): string {
  if (/^import /m.test(code)) return code;
  const packageName = `@org/${file.split("/")[1]}`;
  const needed = contextStatements.filter(([word]) => new RegExp(`\\b${word}\\b`).test(code));
  // On the first line of the snippet, so that messages have the right line numbers.
  return [...needed.map(([, format]) => format(packageName)), code].join(" ");
}

function listFiles(pattern: string): string[] {
  const files = globSync(pattern, { cwd: root, exclude: isSkipped }).filter((file) => !isSkipped(file));
  return files.map((file) => file.replaceAll("\\", "/")).toSorted();
}

function isSkipped(path: string): boolean {
  return skipped.test(path.replaceAll("\\", "/"));
}

function readText(file: string): string {
  return readFileSync(`${root}/${file}`, "utf8");
}
