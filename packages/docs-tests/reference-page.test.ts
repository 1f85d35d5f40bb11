import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listExamples } from "@org/e2e/spec/examples.ts";
import { expect, test } from "vitest";
import { parseFences, blankFences } from "./fences.ts";
import { skeleton } from "./reference-page.ts";
import { root } from "./snippets.ts";

const page = readFileSync(join(root, "packages/sdk/docs/sdks/chat/README.md"), "utf8");

test("the page begins with the headings of the skeleton, followed by ours", () => {
  const headings = blankFences(page).match(/^#+ .*$/gm) ?? [];
  expect(headings.slice(0, skeleton.headings.length)).toEqual(skeleton.headings);
  expect(headings.slice(skeleton.headings.length)).toEqual([
    "### Streaming",
    "### Parsed errors",
    "### Retries",
    "### Headers",
  ]);
});

test("the page has the lines of the skeleton in their order", () => {
  const lines = page.split("\n").filter((line) => (skeleton.lines as readonly string[]).includes(line));
  expect(lines).toEqual(skeleton.lines);
});

test("the code is that of the programs that are tested on every runtime", () => {
  const [method, standalone] = parseFences(page);
  expect([method?.text, standalone?.text]).toEqual(skeleton.code);
  expect([method?.language, standalone?.language]).toEqual(["typescript", "typescript"]);
});

test("the table of parameters has the columns of the skeleton and begins with its rows", () => {
  const [columns, ...rows] = parseTable("### Parameters");
  expect(columns).toEqual(skeleton.parameters.columns);
  expect(rows.slice(0, 4).map((row) => row.slice(0, 3))).toEqual(skeleton.parameters.rows);
  expect(rows.filter((row) => row[3] === "")).toEqual([]);
});

test("the table of errors has the columns and rows of the skeleton, and every status in the spec", () => {
  const [columns, ...rows] = parseTable("### Errors");
  expect(columns).toEqual(skeleton.errors.columns);
  const actual = rows.map(([type, statuses = "", contentType]) => ({
    type,
    statuses: statuses.split(", "),
    contentType,
  }));
  expect(actual).toEqual(
    skeleton.errors.rows.map((row) =>
      Object.assign({}, row, { statuses: expect.arrayContaining([...row.statuses]) as unknown }),
    ),
  );
  const typed = listExamples("createChatCompletion").filter(({ component }) => component === "ErrorResponse");
  const statuses = new Set(typed.map(({ status }) => status));
  expect(actual.slice(0, 2).flatMap((row) => row.statuses)).toEqual([...statuses]);
});

test("the columns of the table of parameters are aligned", () => {
  const widths = getTableLines("### Parameters").map((line) => line.length);
  expect(new Set(widths).size).toBe(1);
});

/** Returns the cells of the first table below a heading: the header, then the rows. */
function parseTable(heading: string): string[][] {
  const [header, , ...rows] = getTableLines(heading);
  return [header ?? "", ...rows].map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((text) => text.trim()),
  );
}

function getTableLines(heading: string): string[] {
  const section = page.slice(page.indexOf(`\n${heading}\n`));
  return /(?:^\|.*\n)+/m.exec(section)?.[0].trim().split("\n") ?? [];
}
