import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { installPacked } from "@org/packaging/packed/install-packed.ts";
import { startMockServer, type MockServer } from "@org/scripts/mock-server.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkSnippets } from "./check-snippets.ts";
import { docCommentsOf } from "./fences.ts";
import { allExamples, allSnippets, root, snippetsIn } from "./snippets.ts";

/** What snippets and examples import beside our packages. */
const others = ["undici", "zod", "express", "@types/express", "hono", "@hono/node-server"];

describe("the snippets of every text, with the packages as they are installed", () => {
  let folder = "";
  let mock: MockServer | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "snippets-"));
    [mock] = await Promise.all([startMockServer(), installPacked(folder)]);
    for (const name of others) {
      const target = join(folder, "node_modules", name);
      await mkdir(dirname(target), { recursive: true });
      await symlink(join(root, "packages/sdk/node_modules", name), target, "dir");
    }
  });
  afterAll(async () => {
    await mock?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test("they and the examples type-check, run, and print what the text shows", async () => {
    const snippets = [...allSnippets(), ...allExamples()];
    expect(snippets.length).toBeGreaterThan(150);
    expect(await checkSnippets(join(folder, "snippets"), snippets, mock?.url ?? "")).toEqual([]);
  }, 300_000);

  test("a broken one is named with its file and line", async () => {
    const file = "packages/docs-tests/fixtures/broken.md";
    const snippets = snippetsIn(file, readFileSync(join(root, file), "utf8"));
    const problems = await checkSnippets(join(folder, "broken"), snippets, mock?.url ?? "");
    expect(problems).toEqual([
      expect.stringMatching(`^${file}:9: error TS2551: .*chats`),
      expect.stringMatching(
        `^${file}:15: it fails when it is run\n[^]*ChatCompletionError: 401[^]*broken\\.md--15\\.ts:16`,
      ),
      `${file}:22: it prints\nthree\nand not, as the text says,\ntwo`,
    ]);
  });

  test("the example in a doc comment is found at its line, fenced or not", () => {
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
    const found = (isGenerated: boolean) =>
      snippetsIn("a.ts", docCommentsOf(source, isGenerated)).map(({ line, code }) => ({ line, code }));
    expect(found(false)).toEqual([
      { line: 5, code: "first();\nsecond();" },
      { line: 12, code: "third();" },
    ]);
    expect(found(true)).toEqual([{ line: 12, code: "third();" }]);
  });

  test("a reason must be given as it is spelt", () => {
    expect(() => snippetsIn("a.md", "\n```ts norun\n```")).toThrow('a.md:2: "norun" is none of');
    expect(snippetsIn("a.md", "```ts no-check: of another SDK\nfoo\n```")).toEqual([]);
  });
});
