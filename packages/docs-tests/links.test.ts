import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { getAnchors, findBrokenLinks } from "./links.ts";
import { listMarkdownFiles, root } from "./snippets.ts";

test("every relative link and anchor has a target", () => {
  const files = listMarkdownFiles();
  expect(files).toContain("packages/sdk/docs/sdks/chat/README.md");
  expect(files.flatMap((file) => findBrokenLinks(root, file))).toEqual([]);
});

test("a broken link is reported with its line", async () => {
  const folder = await mkdtemp(join(tmpdir(), "links-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "other.md"), "# One `two`, three\n");
  const text = `# Top

[here](#top) [there](./other.md) [its heading](other.md#one-two-three) [outside](https://example.com/#x)
\`[code](nowhere.md)\` [gone](gone.md) [no heading](other.md#four)
[a][reference] [above](../${folder.split("/").at(-1)}-not/x.md) [empty]()

\`\`\`md
[in a block](nowhere.md)
\`\`\`

[reference]: ./missing/
`;
  await writeFile(join(folder, "text.md"), text);
  expect(findBrokenLinks(folder, "text.md")).toEqual([
    "text.md:4: broken link gone.md",
    "text.md:4: broken link other.md#four",
    expect.stringMatching(/^text\.md:5: broken link \.\./),
    "text.md:5: broken link (empty)",
    "text.md:11: broken link ./missing/",
  ]);
});

test("headings get the same anchors as on GitHub", () => {
  expect([...getAnchors("# EventStream\\<T\\>\n## What's `new`?\n## What's new\n```\n# no heading\n```\n")]).toEqual([
    "eventstreamt",
    "whats-new",
    "whats-new-1",
  ]);
});
