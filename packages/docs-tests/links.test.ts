import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { anchorsOf, brokenLinks } from "./links.ts";
import { markdownFiles, root } from "./snippets.ts";

test("every relative link and anchor leads somewhere", () => {
  const files = markdownFiles();
  expect(files).toContain("packages/sdk/docs/sdks/chat/README.md");
  expect(files.flatMap((file) => brokenLinks(root, file))).toEqual([]);
});

test("a link that leads nowhere is named with its line", async () => {
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
  expect(brokenLinks(folder, "text.md")).toEqual([
    "text.md:4: nothing is at gone.md",
    "text.md:4: nothing is at other.md#four",
    expect.stringMatching(/^text\.md:5: nothing is at \.\./),
    "text.md:5: nothing is at an empty link",
    "text.md:11: nothing is at ./missing/",
  ]);
});

test("anchors are those of GitHub", () => {
  expect([...anchorsOf("# EventStream\\<T\\>\n## What's `new`?\n## What's new\n```\n# no heading\n```\n")]).toEqual([
    "eventstreamt",
    "whats-new",
    "whats-new-1",
  ]);
});
