import { readFileSync } from "node:fs";
import { join } from "node:path";
import { specExamples } from "@org/e2e/spec/spec-examples.ts";
import { expect, test } from "vitest";
import { fencesIn, withoutFences } from "./fences.ts";
import { skeleton } from "./reference-page.ts";
import { root } from "./snippets.ts";

const page = readFileSync(join(root, "packages/sdk/docs/sdks/chat/README.md"), "utf8");

test("the headings are there, in their order, before ours", () => {
  const headings = withoutFences(page).match(/^#+ .*$/gm) ?? [];
  expect(headings.slice(0, skeleton.headings.length)).toEqual(skeleton.headings);
  expect(headings.slice(skeleton.headings.length)).toEqual([
    "### Streaming",
    "### Parsed errors",
    "### Retries",
    "### Headers",
  ]);
});

test("the lines between them are there, in their order", () => {
  const lines = page.split("\n").filter((line) => (skeleton.lines as readonly string[]).includes(line));
  expect(lines).toEqual(skeleton.lines);
});

test("the code is that of the programs which every runtime runs", () => {
  const [method, standalone] = fencesIn(page);
  expect([method?.text, standalone?.text]).toEqual(skeleton.code);
  expect([method?.language, standalone?.language]).toEqual(["typescript", "typescript"]);
});

test("the parameters have its columns and begin with its rows", () => {
  const [columns, ...rows] = tableUnder("### Parameters");
  expect(columns).toEqual(skeleton.parameters.columns);
  expect(rows.slice(0, 4).map((row) => row.slice(0, 3))).toEqual(skeleton.parameters.rows);
  expect(rows.filter((row) => row[3] === "")).toEqual([]);
});

test("the errors have its columns, its rows, and every status of the spec", () => {
  const [columns, ...rows] = tableUnder("### Errors");
  expect(columns).toEqual(skeleton.errors.columns);
  const found = rows.map(([type, statuses = "", contentType]) => ({
    type,
    statuses: statuses.split(", "),
    contentType,
  }));
  expect(found).toEqual(
    skeleton.errors.rows.map((row) =>
      Object.assign({}, row, { statuses: expect.arrayContaining([...row.statuses]) as unknown }),
    ),
  );
  const typed = specExamples("createChatCompletion").filter(({ component }) => component === "ErrorResponse");
  const statuses = new Set(typed.map(({ status }) => status));
  expect(found.slice(0, 2).flatMap((row) => row.statuses)).toEqual([...statuses]);
});

test("the columns of its tables are aligned", () => {
  const widths = tableLines("### Parameters").map((line) => line.length);
  expect(new Set(widths).size).toBe(1);
});

/** The rows of the first table under a heading, its header first, without the line of dashes. */
function tableUnder(heading: string): string[][] {
  const [header, , ...rows] = tableLines(heading);
  return [header ?? "", ...rows].map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((text) => text.trim()),
  );
}

function tableLines(heading: string): string[] {
  const section = page.slice(page.indexOf(`\n${heading}\n`));
  return /(?:^\|.*\n)+/m.exec(section)?.[0].trim().split("\n") ?? [];
}
