import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { normalizeBasePath } from "../content/base-path.ts";
import { getFirstParagraph, promoteHeadings, splitDocument, cleanMarkdown } from "../content/markdown.ts";
import { readPages, LinkWriter } from "../content/pages.ts";
import { frameTables } from "../content/tables.ts";
import { writeTitledDescription } from "../content/titled-description.ts";
import { findFiles, read } from "../content/repository.ts";

const pages = readPages();

test("every text of the SDK has a page", () => {
  const sources = new Set(pages.map(({ source }) => source));
  const texts = findFiles("packages/sdk/{docs/**/*.md,examples/*.*,examples/*/*.md,guides/*,*.md}").filter(
    (file) => !file.includes("CHANGELOG"),
  );
  expect(texts.filter((file) => !sources.has(file))).toEqual([]);
});

test("every section of the README has a page or a replacement", () => {
  const { sections } = splitDocument(read("packages/sdk/README.md"));
  const links = new LinkWriter(pages);
  const left = sections.filter(({ anchor }) => {
    const link = links.render({ body: `[x](#${anchor})`, source: "packages/sdk/README.md" });
    return !/^\[x\]\(\/(guides|packages)\/[\w-]+\/\)$/.test(link);
  });
  expect(left).toEqual([]);
});

test("page IDs are unique", () => {
  const ids = pages.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe("links", () => {
  const links = new LinkWriter(pages);
  test.for([
    ["packages/sdk/README.md", "[a](#faster-on-node)", "[a](/guides/faster-on-node/)"],
    ["packages/sdk/README.md", "[a](docs/README.md)", "[a](/reference/)"],
    ["packages/sdk/README.md", "[a](guides/chat-in-react.md#the-hook)", "[a](/guides/chat-in-react/#the-hook)"],
    ["packages/sdk/guides/chat-in-react.md", "[a](../README.md#errors)", "[a](/guides/errors/)"],
    ["packages/sdk/README.md", "[`a`](../client)", "[`a`](/packages/client/)"],
    ["packages/sdk/README.md", "![a](benchmark.svg)", "![a](/pictures/benchmark.svg)"],
    ...[
      ["blob/main/packages/sdk/docs/README.md", "/reference/"],
      ["tree/main/packages/client", "/packages/client/"],
      ["issues", "https://github.com/org/openrouter-typescript/issues"],
    ].map(
      ([path, wanted]) =>
        [
          "packages/sdk/README.md",
          `[a](https://github.com/org/openrouter-typescript/${path})`,
          `[a](${wanted})`,
        ] as const,
    ),
    [
      "packages/sdk/README.md",
      "![a](https://raw.githubusercontent.com/org/openrouter-typescript/main/packages/sdk/benchmark.svg)",
      "![a](/pictures/benchmark.svg)",
    ],
    ["README.md", "[a](packages/sdk#what-it-costs)", "[a](/guides/what-it-costs/)"],
    [
      "README.md",
      "[a](packages/benchmark/bench)",
      "[a](https://github.com/org/openrouter-typescript/blob/main/packages/benchmark/bench)",
    ],
    ["packages/sdk/docs/README.md", "[a](./models/costtier.md)", "[a](/reference/models/costtier/)"],
    ["packages/sdk/docs/sdks/chat/README.md", "[a](#complete)", "[a](/reference/sdks/chat/#complete)"],
    ["packages/sdk/examples/README.md", "[a](./tools.ts)", "[a](/examples/tools/)"],
    ["packages/sdk/README.md", "[a](https://example.com/#b)", "[a](https://example.com/#b)"],
    ["packages/sdk/README.md", "`[a](#errors)`", "`[a](#errors)`"],
    ["packages/sdk/README.md", "\\`${[a](#errors)}\\` `b`", "\\`${[a](/guides/errors/)}\\` `b`"],
    ["packages/sdk/README.md", "```md\n[a](#errors)\n```", "```md\n[a](#errors)\n```"],
  ] as const)("%s: %s", ([source, body, wanted]) => {
    expect(links.render({ body, source })).toBe(wanted);
  });
});

test.for([
  ["[a](#errors)", "[a](/project/guides/errors.md)"],
  ["[a](guides/chat-in-react.md#the-hook)", "[a](/project/guides/chat-in-react.md#the-hook)"],
  ["[a](../../spec/openapi.yaml)", "[a](/project/openapi.yaml)"],
  ["![a](benchmark.svg)", "![a](/project/pictures/benchmark.svg)"],
] as const)("a Markdown version below a base path has links to others: %s", ([body, wanted]) => {
  const links = new LinkWriter(pages, { base: "/project/", toMarkdown: true });
  expect(links.render({ body, source: "packages/sdk/README.md" })).toBe(wanted);
});

test.for([
  ["", "/"],
  ["/", "/"],
  ["/project", "/project/"],
  ["a/b/", "/a/b/"],
] as const)("the base path %j is written as %j", ([given, wanted]) => {
  expect(normalizeBasePath(given)).toBe(wanted);
});

test("splits a document at second-level headings, except in code blocks", () => {
  const text =
    "<!-- x -->\n\n# A `b`\n\nIntro\n\n```sh\n## no heading\n```\n\n## One two\n\nBody\n\n### Three\n\n## Four\n";
  expect(splitDocument(text)).toEqual({
    title: "A b",
    intro: "Intro\n\n```sh\n## no heading\n```",
    sections: [
      { heading: "One two", anchor: "one-two", body: "Body\n\n### Three" },
      { heading: "Four", anchor: "four", body: "" },
    ],
  });
  expect(promoteHeadings("### Three\n\n```sh\n### no heading\n```")).toBe("## Three\n\n```sh\n### no heading\n```");
});

test("removes comments, snippet options and emoji names", () => {
  expect(cleanMarkdown("<!-- a -->\n```ts no-run: why\nx\n```\n:heavy_check_mark:")).toBe(
    "```ts\nx\n```\n**required**",
  );
  expect(getFirstParagraph("```sh\nnpm\n```\n\nA [b](c) `d`\ne.\n\nF.")).toBe("A b d e.");
});

test("the viewer's copy of the API description names the members of unions, and has no schema `true`", () => {
  const text = readFileSync(writeTitledDescription(), "utf8");
  const { components } = JSON.parse(text) as { components: { schemas: Record<string, { title?: string }> } };
  expect(components.schemas["ChatCompletionUserMessageParam"]?.title).toBe("ChatCompletionUserMessageParam");
  expect(text).not.toContain('"items":true');
});

describe("tables", () => {
  test("of fields label each cell with its column", () => {
    const html = `<table>${row("th", "Field", "Type", "Description")}${row("td", "a", "", "b")}</table>`;
    expect(frameTables(html)).toBe(
      `<div class="table fields"><table>${row("th", "Field", "Type", "Description")}` +
        '<tr><td data-column="Field">a</td><td data-column="Type" data-empty></td><td data-column="Description">b</td></tr>' +
        "</table></div>",
    );
  });

  test("of numbers scroll and have a label", () => {
    const cell = '<td style="text-align: right">1</td>';
    const html = `<table>${row("th", "A", "", "<code>C</code>")}<tr>${cell}</tr></table>`;
    expect(frameTables(html)).toContain(
      '<div class="table numbers" role="region" tabindex="0" aria-label="Table 1: A, C">',
    );
  });

  test("allow long names to break", () => {
    const html = `<table>${row("td", "<code>maxElapsedTime</code>", "<code>a &lt; b</code>")}</table>`;
    expect(frameTables(html)).toContain("<code>max<wbr>Elapsed<wbr>Time</code>");
    expect(frameTables(html)).toContain("<code>a &lt; b</code>");
  });
});

function row(tag: string, ...cells: string[]): string {
  return `<tr>${cells.map((it) => `<${tag}>${it}</${tag}>`).join("")}</tr>`;
}
