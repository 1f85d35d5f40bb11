import { expect, test } from "vitest";
import { addFieldHeadings } from "../content/field-headings.ts";

test("makes the names of fields headings, below that of their section and with unique anchors", () => {
  const section = '<h2 id="fields">Fields</h2>';
  const other = '<h3 id="more">More</h3>';
  const { html, headings } = addFieldHeadings(
    `${section}${table("Field", "max_tokens", "more")}${other}${table("Parameter", "max_tokens")}`,
    [
      { depth: 2, slug: "fields", text: "Fields" },
      { depth: 3, slug: "more", text: "More" },
    ],
  );
  expect(headings).toEqual([
    { depth: 2, slug: "fields", text: "Fields" },
    { depth: 3, slug: "max_tokens", text: "max_tokens" },
    { depth: 3, slug: "more-1", text: "more" },
    { depth: 3, slug: "more", text: "More" },
    { depth: 4, slug: "max_tokens-1", text: "max_tokens" },
  ]);
  expect(html).toContain('<td><h3 id="more-1" data-pagefind-weight="10"><code>more</code></h3></td>');
  expect(html).toContain('<td><h4 id="max_tokens-1" data-pagefind-weight="10"><code>max_tokens</code></h4></td>');
});

test("leaves other tables alone", () => {
  const html = `<h2 id="a">A</h2><table><tr><th>Error</th><th>When</th></tr><tr><td><code>x</code></td></tr></table>`;
  const headings = [{ depth: 2, slug: "a", text: "A" }];
  expect(addFieldHeadings(html, headings)).toEqual({ html, headings });
});

function table(column: string, ...names: string[]): string {
  const rows = names.map((name) => `<tr><td><code>${name}</code></td><td>string</td><td>Text</td></tr>`);
  return `<table><tr><th>${column}</th><th>Type</th><th>Description</th></tr>${rows.join("")}</table>`;
}
