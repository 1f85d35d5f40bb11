import { expect, test } from "vitest";
import { groupFindings, selectDifferences, type LocatedFinding } from "../../import/differences.ts";
import type { Pointers } from "../../import/locate.ts";
import { createFinding, createValueFinding, type Finding } from "../../import/findings.ts";

function toPointers(field: string): Pointers {
  return { field, values: `${field}/enum` };
}

function place(finding: Finding, operation: string, here: string, there: string): LocatedFinding {
  return { ...finding, operation, here: toPointers(here), there: toPointers(there) };
}

test("groups findings at paths and in operations that share a schema of our document", () => {
  const differences = groupFindings([
    place(
      createFinding("missing", "request.tools[](type=a).size", "optional, string"),
      "POST /a",
      "#/Tool",
      "#/A/size",
    ),
    place(
      createFinding("missing", "request.tools[](type=b).size", "optional, string"),
      "POST /a",
      "#/Tool",
      "#/B/size",
    ),
    place(
      createFinding("missing", "request.tools[](type=b).size", "optional, string"),
      "POST /b",
      "#/Tool",
      "#/B/size",
    ),
    place(createFinding("missing", "request.tools[](type=b).age", "optional, string"), "POST /b", "#/Tool", "#/B/age"),
  ]);
  expect(
    differences.map(({ path, places }) => [path, places.map(({ operation, path: at }) => `${operation} ${at}`)]),
  ).toEqual([
    [
      "request.tools[](type=a).size",
      [
        "POST /a request.tools[](type=a).size",
        "POST /a request.tools[](type=b).size",
        "POST /b request.tools[](type=b).size",
      ],
    ],
    ["request.tools[](type=b).age", ["POST /b request.tools[](type=b).age"]],
  ]);
  expect(selectDifferences(differences, "POST /a")).toEqual([
    { ...differences[0], places: differences[0]?.places.slice(0, 2) },
  ]);
  expect(selectDifferences(differences, "POST /b").map(({ path }) => path)).toEqual([
    "request.tools[](type=b).size",
    "request.tools[](type=b).age",
  ]);
});

test("groups missing values by the schema that lists them in their document, and extra values by the one in ours", () => {
  const missing = [
    place(createValueFinding("missing", "request.a", ['"x"']), "POST /a", "#/a", "#/Names"),
    place(createValueFinding("missing", "request.b", ['"x"']), "POST /a", "#/b", "#/Names"),
    place(createValueFinding("missing", "request.c", ['"x"']), "POST /a", "#/c", "#/Others"),
  ];
  expect(groupFindings(missing).map(({ places }) => places.length)).toEqual([2, 1]);
  const extra = [
    place(createValueFinding("extra", "request.a", ['"x"']), "POST /a", "#/Names", "#/a"),
    place(createValueFinding("extra", "request.b", ['"x"']), "POST /a", "#/Names", "#/b"),
    place(createValueFinding("extra", "request.b", ['"x"', '"y"']), "POST /b", "#/Names", "#/b"),
  ];
  expect(groupFindings(extra).map(({ places }) => places.length)).toEqual([2, 1]);
});
