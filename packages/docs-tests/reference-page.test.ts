import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listExamples } from "@org/e2e/spec/examples.ts";
import { expect, test } from "vitest";
import { parseFences, blankFences } from "./fences.ts";
import { requiredParts } from "./reference-page.ts";
import { root } from "./snippets.ts";

const page = readFileSync(join(root, "packages/sdk/docs/sdks/chat/README.md"), "utf8");

test("the chat page begins with the required headings, followed by four others", () => {
  const headings = blankFences(page).match(/^#+ .*$/gm) ?? [];
  expect(headings.slice(0, requiredParts.headings.length)).toEqual(requiredParts.headings);
  expect(headings.slice(requiredParts.headings.length)).toEqual([
    "### Streaming",
    "### Parsed errors",
    "### Retries",
    "### Headers",
  ]);
});

test("the chat page has the required lines in their order", () => {
  const lines = page.split("\n").filter((line) => (requiredParts.lines as readonly string[]).includes(line));
  expect(lines).toEqual(requiredParts.lines);
});

test("the code of the chat page is that of the programs that are tested on every runtime", () => {
  const [method, standalone] = parseFences(page);
  expect([method?.text, standalone?.text]).toEqual(requiredParts.code);
  expect([method?.language, standalone?.language]).toEqual(["typescript", "typescript"]);
});

test("the parameter table has the required columns, begins with the required rows, and describes each parameter", () => {
  const [columns, ...rows] = parseTable("### Parameters");
  expect(columns).toEqual(requiredParts.parameters.columns);
  expect(rows.slice(0, 4).map((row) => row.slice(0, 3))).toEqual(requiredParts.parameters.rows);
  expect(rows.filter((row) => row[3] === "")).toEqual([]);
});

test("the error table has the required columns and rows, and every status in the spec", () => {
  const [columns, ...rows] = parseTable("### Errors");
  expect(columns).toEqual(requiredParts.errors.columns);
  const actual = rows.map(([type, statuses = "", contentType]) => ({
    type,
    statuses: statuses.split(", "),
    contentType,
  }));
  expect(actual).toEqual(
    requiredParts.errors.rows.map((row) =>
      Object.assign({}, row, { statuses: expect.arrayContaining([...row.statuses]) as unknown }),
    ),
  );
  const typed = listExamples("createChatCompletion").filter(({ component }) => component === "ErrorResponse");
  const statuses = new Set(typed.map(({ status }) => status));
  expect(actual.slice(0, 2).flatMap((row) => row.statuses)).toEqual([...statuses]);
});

test("the columns of the parameter table are aligned", () => {
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
