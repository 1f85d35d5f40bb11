import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { installPacked } from "@org/packaging/packed/install-packed.ts";
import { startMockServer, type MockServer } from "@org/scripts/mock-server.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkSnippets } from "./check-snippets.ts";
import { extractDocComments } from "./fences.ts";
import { readExamples, readSnippets, root, parseSnippets } from "./snippets.ts";

/** The packages that snippets and examples import in addition to ours. */
const otherPackages = [
  "undici",
  "zod",
  "express",
  "@types/express",
  "hono",
  "@hono/node-server",
  "@opentelemetry/api",
  "@opentelemetry/context-async-hooks",
  "@opentelemetry/exporter-trace-otlp-http",
  "@opentelemetry/sdk-metrics",
  "@opentelemetry/sdk-trace",
];

describe("the snippets in Markdown files and doc comments, with the installed packages", () => {
  let folder = "";
  let mock: MockServer | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "snippets-"));
    [mock] = await Promise.all([startMockServer(), installPacked(folder)]);
    for (const name of otherPackages) {
      const target = join(folder, "node_modules", name);
      await mkdir(dirname(target), { recursive: true });
      await symlink(join(root, "packages/sdk/node_modules", name), target, "dir");
    }
  });
  afterAll(async () => {
    await mock?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test("type-check, run, and print the output that is shown", async () => {
    const snippets = [...readSnippets(), ...readExamples()];
    expect(snippets.length).toBeGreaterThan(150);
    expect(await checkSnippets(join(folder, "snippets"), snippets, mock?.url ?? "")).toEqual([]);
  }, 900_000);

  test("are reported with file and line when they are broken", async () => {
    const file = "packages/docs-tests/fixtures/broken.md";
    const snippets = parseSnippets(file, readFileSync(join(root, file), "utf8"));
    const problems = await checkSnippets(join(folder, "broken"), snippets, mock?.url ?? "");
    expect(problems).toEqual([
      expect.stringMatching(`^${file}:9: error TS2551: .*chats`),
      expect.stringMatching(
        `^${file}:15: fails when it is run\n[^]*ChatCompletionError: 401[^]*broken\\.md--15\\.ts:16`,
      ),
      `${file}:22: prints\nthree\ninstead of\ntwo`,
    ]);
  });

  test("are found in doc comments with their lines, with and without a fence", () => {
    const source = `const one = 1;
/**
 * Text.
 * @example
 * first();
 * second();
 * @deprecated
 */
function old() {}
/** @example
 * \`\`\`ts
 * third();
 * \`\`\`
 */
/** No example, \`code\` only. */`;
    const parse = (isGenerated: boolean) =>
      parseSnippets("a.ts", extractDocComments(source, isGenerated)).map(({ line, code }) => ({ line, code }));
    expect(parse(false)).toEqual([
      { line: 5, code: "first();\nsecond();" },
      { line: 12, code: "third();" },
    ]);
    expect(parse(true)).toEqual([{ line: 12, code: "third();" }]);
  });

  test("must have a valid directive after the language", () => {
    expect(() => parseSnippets("a.md", "\n```ts norun\n```")).toThrow("a.md:2: Expected no-run: why");
    expect(parseSnippets("a.md", "```ts no-check: of another SDK\nfoo\n```")).toEqual([]);
  });
});
