import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { docCommentsOf, fencesIn, type Fence } from "./fences.ts";

/** A piece of TypeScript in a text that people read. */
export interface Snippet {
  /** The file, from the top of the repository. */
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly isRun: boolean;
  /** What the mock server is asked to answer with, as its `Prefer` header has it. */
  readonly prefer: string | undefined;
  /** What it prints, where the text shows that. */
  readonly printed: string | undefined;
}

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Texts that nobody reads where they are: dependencies, output, what is broken on purpose. */
const skipped = /(^|\/)(node_modules|dist|\.git|\.turbo|CHANGELOG\.md)(\/|$)|^packages\/docs-tests\/fixtures/;

/** Every Markdown file, from the top of the repository. */
export function markdownFiles(): string[] {
  return filesLike("**/*.md");
}

/** The snippets of every Markdown file, and of the doc comments in the published packages. */
export function allSnippets(): Snippet[] {
  const texts = markdownFiles().flatMap((file) => snippetsIn(file, read(file)));
  const sources = filesLike("packages/{types,client,sdk}/src/**/*.ts");
  const comments = sources.flatMap((file) => {
    const comment = docCommentsOf(read(file), file.endsWith(".gen.ts"));
    return snippetsIn(file, comment).map((snippet) => Object.assign(snippet, { code: withGivens(file, snippet.code) }));
  });
  return [...texts, ...comments];
}

/** The examples, whole. They are run by a test of their own, which gives each the answers that it needs. */
export function allExamples(): Snippet[] {
  return filesLike("packages/sdk/examples/*.ts").map((file) => ({
    file,
    line: 1,
    code: read(file),
    isRun: false,
    prefer: undefined,
    printed: undefined,
  }));
}

export function examplePath(name: string): string {
  return `${root}/packages/sdk/examples/${name}.ts`;
}

/**
 * The snippets of a text. Behind the language may stand `no-run: why`, `no-check: why`, or `prefer: …` for the mock
 * server. A block `text` that follows is what the snippet prints.
 */
export function snippetsIn(file: string, markdown: string): Snippet[] {
  const fences = fencesIn(markdown);
  return fences.flatMap((fence, index) => {
    if (!/^(ts|typescript)$/.test(fence.language)) return [];
    const [, directive = "", value = ""] = /^([a-z-]+): (.+)$/.exec(fence.info) ?? [];
    if (fence.info !== "" && !/^(no-run|no-check|prefer)$/.test(directive)) {
      throw new Error(
        `${file}:${fence.line - 1}: "${fence.info}" is none of: no-run: why, no-check: why, prefer: what`,
      );
    }
    if (directive === "no-check") return [];
    const { line, text: code } = fence;
    const prefer = directive === "prefer" ? value : undefined;
    return [{ file, line, code, isRun: directive !== "no-run", prefer, printed: outputOf(fences[index + 1]) }];
  });
}

function outputOf(next: Fence | undefined): string | undefined {
  return next?.language === "text" ? next.text : undefined;
}

/** What the example in a doc comment need not say: the import of what it stands on, and values that its reader has. */
const givens: readonly (readonly [word: string, (name: string) => string])[] = [
  ["createClient", (name) => `import { createClient } from "${name}";`],
  ["apiKey", () => 'const apiKey = "sk-or-v1-example";'],
  ["body", () => 'const body = { messages: [{ role: "user" as const, content: "Hello" }] };'],
];

function withGivens(file: string, code: string): string {
  if (/^import /m.test(code)) return code;
  const name = `@org/${file.split("/")[1]}`;
  const used = givens.filter(([word]) => new RegExp(`\\b${word}\\b`).test(code));
  // On one line with the first of the snippet: a message names the line that it has in the file.
  return [...used.map(([, statement]) => statement(name)), code].join(" ");
}

function filesLike(pattern: string): string[] {
  const files = globSync(pattern, { cwd: root, exclude: isSkipped }).filter((file) => !isSkipped(file));
  return files.map((file) => file.replaceAll("\\", "/")).toSorted();
}

function isSkipped(path: string): boolean {
  return skipped.test(path.replaceAll("\\", "/"));
}

function read(file: string): string {
  return readFileSync(`${root}/${file}`, "utf8");
}
