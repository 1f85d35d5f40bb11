import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { getAnchors, findBrokenLinks } from "./links.ts";
import { listMarkdownFiles, root } from "./snippets.ts";

const manifest = JSON.parse(readFileSync(join(root, "packages/sdk/package.json"), "utf8")) as {
  repository: { url: string };
};
const repositoryURL = manifest.repository.url.replaceAll(/^git\+|\.git$/g, "");

test("every link to a file of the repository, and every anchor, has a target", () => {
  const files = listMarkdownFiles();
  expect(files).toContain("packages/sdk/docs/sdks/chat/README.md");
  expect(files.flatMap((file) => findBrokenLinks(root, file, repositoryURL))).toEqual([]);
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

test("an absolute link to the main branch of the repository is checked like a relative one", async () => {
  const folder = await mkdtemp(join(tmpdir(), "links-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "a"));
  await writeFile(join(folder, "a/picture.svg"), "<svg/>");
  const text = `# Top

[a](https://github.com/owner/repository/tree/main/a) [top](https://github.com/owner/repository/blob/main/a/text.md#top)
![b](https://raw.githubusercontent.com/owner/repository/main/a/picture.svg) [c](https://github.com/owner/repository/issues)
[d](https://github.com/other/else/blob/main/missing.md)
[e](https://github.com/owner/repository/blob/main/text.md) [f](https://github.com/owner/repository/blob/main/a/text.md#x)
![g](https://raw.githubusercontent.com/owner/repository/main/picture.svg)
[h](https://github.com/other/repository/tree/main/a) [i](https://github.com/owner/repository/tree/next/a)
`;
  await writeFile(join(folder, "a/text.md"), text);
  const broken = findBrokenLinks(folder, "a/text.md", "https://github.com/owner/repository");
  expect(broken.map((message) => message.replace(/https:.*repository\//, ""))).toEqual([
    "a/text.md:6: broken link blob/main/text.md",
    "a/text.md:6: broken link blob/main/a/text.md#x",
    "a/text.md:7: broken link main/picture.svg",
    "a/text.md:8: broken link tree/main/a",
    "a/text.md:8: broken link tree/next/a",
  ]);
  expect(findBrokenLinks(folder, "a/text.md")).toEqual([]);
});

test("headings get the same anchors as on GitHub", () => {
  expect([...getAnchors("# EventStream\\<T\\>\n## What's `new`?\n## What's new\n```\n# no heading\n```\n")]).toEqual([
    "eventstreamt",
    "whats-new",
    "whats-new-1",
  ]);
});
