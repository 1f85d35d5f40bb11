import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findBrokenPaths } from "./paths.ts";
import { listMarkdownFiles, root } from "./snippets.ts";

test("every path in a code span exists", () => {
  // The reference, guides and changelogs also name files of users, or those of the past.
  const files = listMarkdownFiles().filter(
    (file) => /^[^/]+\.md$|\/README\.md$/.test(file) && !file.startsWith("packages/sdk/docs/"),
  );
  expect(files).toEqual(expect.arrayContaining(["AGENTS.md", "CONTRIBUTING.md", "packages/sdk/README.md"]));
  expect(files.flatMap((file) => findBrokenPaths(root, file))).toEqual([]);
});

test("a path that does not exist is reported with its line", async () => {
  const folder = await mkdtemp(join(tmpdir(), "paths-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "packages/sdk/src/chat"), { recursive: true });
  await mkdir(join(folder, "packages/sdk/test"));
  await writeFile(join(folder, "packages/sdk/src/chat/chunk-reader.ts"), "");
  await writeFile(join(folder, "packages/sdk/test/a.test.ts"), "");
  const text = `# Paths

\`packages/sdk/src/chat/\` \`chat/chunk-reader.ts\` \`test/a.test.ts\` \`test/*.test.ts\` \`text/plain\` \`@org/sdk\`
\`stream/chunk-reader.ts\` \`chat/parser\`
\`packages/types\` and \`test/*.fuzz.ts\`

\`\`\`md
\`chat/gone.ts\`
\`\`\`
`;
  await writeFile(join(folder, "packages/sdk/README.md"), text);
  expect(findBrokenPaths(folder, "packages/sdk/README.md")).toEqual([
    "packages/sdk/README.md:4: no such path stream/chunk-reader.ts",
    "packages/sdk/README.md:4: no such path chat/parser",
    "packages/sdk/README.md:5: no such path packages/types",
    "packages/sdk/README.md:5: no such path test/*.fuzz.ts",
  ]);
});
