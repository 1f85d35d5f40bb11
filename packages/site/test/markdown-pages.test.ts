import { describe, expect, inject, test } from "vitest";
import { parseFences } from "../../docs-tests/fences.ts";
import { mapText } from "../content/markdown.ts";
import { BuiltSite } from "./support/built-site.ts";

const site = new BuiltSite(inject("dist"));
const markdownFiles = site.findFiles(".md");

test("every page links to its Markdown version, except the playground and the error page", () => {
  const alternates = site.pages.map((page) => [page, getAlternate(page)] as const);
  expect(alternates.filter(([, alternate]) => alternate === undefined).map(([page]) => page)).toEqual([
    "404.html",
    "playground/index.html",
  ]);
  // Lists of operations are part of the API description.
  const others = alternates.filter(([page, alternate]) => {
    const expected = page === "index.html" ? "/index.md" : `/${page.replace(/\/index\.html$/, ".md")}`;
    return alternate !== undefined && alternate !== expected;
  });
  expect(others.length).toBeGreaterThan(0);
  for (const [page, alternate] of others) {
    expect(page).toMatch(/^spec\/(index|operations\/tags\/[\w-]+\/index)\.html$/);
    expect(alternate).toBe("/openapi.yaml");
  }
});

test("llms.txt has a title, a summary, and a link to the Markdown version of each page", () => {
  const text = site.read("llms.txt");
  expect(text).toMatch(/^# \S.*\n\n> \S.*\n\n/);
  const files = getLinks(text).map((link) => link.slice(1));
  expect(files.toSorted()).toEqual([...markdownFiles, "openapi.yaml"].toSorted());
});

test("llms.txt has the models in its last section, which a reader may skip", () => {
  const [, optional = ""] = site.read("llms.txt").split("## Optional");
  const others = getLinks(optional).filter((link) => !/^\/reference\/(models|lib\/utils)\//.test(link));
  expect(others).toEqual([]);
  expect(optional).toContain("(/reference/models/chatcompletion.md)");
});

test("every link in a Markdown version and in llms.txt exists, with its anchor", () => {
  const broken = ["llms.txt", ...markdownFiles].flatMap((file) => {
    const targets = getLinks(site.read(file)).filter((target) => !site.hasTarget(file, target));
    return targets.map((target) => `${file}: ${target}`);
  });
  expect(broken).toEqual([]);
});

describe("the Markdown version", () => {
  test("of a guide has its title, its code, and links to other Markdown versions", () => {
    const text = site.read("guides/retries.md");
    expect(text).toMatch(/^# Retries\n\n/);
    expect(parseFences(text)[0]?.text).toContain("new OpenRouter(");
    expect(site.read("guides/streaming.md")).toContain("](/guides/faster-on-node.md)");
  });

  test("of an operation has its path, its method in the SDK, and its YAML", () => {
    const text = site.read("spec/operations/listmodels.md");
    expect(text).toContain("`GET /models`, in the SDK [`openRouter.models.list`](/reference/sdks/models.md)");
    expect(parseFences(text)[0]?.text).toContain("operationId: listModels");
  });

  test("has no comments, emoji names or test options of the repository", () => {
    const remaining = markdownFiles.filter((file) => /<!--|:heavy_|^```ts (no-run|no-check)/m.test(site.read(file)));
    expect(remaining).toEqual([]);
  });
});

/** Returns the target of the link to another form of a page. */
function getAlternate(page: string): string | undefined {
  return /<link rel="alternate" type="[^"]*" href="([^"]*)"/.exec(site.html(page))?.[1];
}

/** Returns the targets of links outside of code. */
function getLinks(markdown: string): string[] {
  const targets: string[] = [];
  mapText(markdown, (line) => {
    for (const [, target] of line.replaceAll(/(?<!\\)`[^`]*`/g, "").matchAll(/\]\(([^)\s]*)\)/g)) {
      if (target) targets.push(target);
    }
    return line;
  });
  return targets;
}
