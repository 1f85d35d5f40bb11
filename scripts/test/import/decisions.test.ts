import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { applyDecisions, readDecisions, type Decision } from "../../import/decisions.ts";
import type { Difference } from "../../import/differences.ts";
import { createFinding, createValueFinding, type Finding } from "../../import/findings.ts";
import { repositoryRoot } from "../../lib/paths.ts";
import { createTestDir } from "../support/temp-dir.ts";

const reason = "Recorded otherwise.";
const size: Decision = { decision: "keep", reason, operation: "", path: "request.size", text: "only here" };
const compared = { operations: new Set(["POST /a", "POST /b"]), isComplete: true };

function createDifference(finding: Finding, ...others: [operation: string, path: string][]): Difference {
  const places = [["POST /a", finding.path] as const, ...others].map(([operation, path]) => {
    return { operation, path, here: "#/here", there: "#/there" };
  });
  return { ...finding, places };
}

const sizeDifference = createDifference(createFinding("extra", "request.size", "only here"), [
  "POST /b",
  "request.old.size",
]);

describe("a decision", () => {
  test.each<[string, Partial<Decision>]>([
    ["with the line of the report", {}],
    ["with another path to the same schema", { path: "request.old.size" }],
    ["for the operation", { operation: "POST /a" }],
    ["for any text", { text: "*" }],
    ["for any text after a start", { text: "only *" }],
  ])("%s covers a difference", (_, change) => {
    expect(applyDecisions([sizeDifference], [{ ...size, ...change }], compared)).toEqual({
      open: [],
      decided: [sizeDifference],
      stale: [],
    });
  });

  test.each<[string, Partial<Decision>]>([
    ["with another path", { path: "request.sizes" }],
    ["with another text", { text: "nullable there, not here" }],
    ["with another start of the text", { text: "nullable *" }],
    ["for another operation", { operation: "POST /b" }],
    ["of the other kind", { decision: "leave out" }],
  ])("%s covers no difference and is stale", (_, change) => {
    const decision = { ...size, ...change };
    expect(applyDecisions([sizeDifference], [decision], compared)).toEqual({
      open: [sizeDifference],
      decided: [],
      stale: [decision],
    });
  });

  test("about values covers only these, and is stale for the others", () => {
    const difference = createDifference(createValueFinding("missing", "request.unit", ['"a"', '"the, b"', "-3"]));
    const decision: Decision = {
      ...size,
      decision: "leave out",
      path: "request.unit",
      text: 'the values "the, b", "c"',
    };
    const { open, decided, stale } = applyDecisions([difference], [decision], compared);
    expect(open).toEqual([{ ...difference, values: ['"a"', "-3"], text: 'the values "a", -3' }]);
    expect(decided).toEqual([]);
    expect(stale).toEqual([{ ...decision, text: 'the value "c"' }]);
    const rest: Decision = { ...decision, text: 'the values "a", -3, "the, b"' };
    expect(applyDecisions([difference], [rest], compared)).toEqual({ open: [], decided: [difference], stale: [] });
  });

  test("is not stale if its operation was not compared", () => {
    expect(applyDecisions([], [{ ...size, operation: "POST /c" }], compared).stale).toEqual([]);
    expect(applyDecisions([], [size], { ...compared, isComplete: false }).stale).toEqual([]);
    expect(
      applyDecisions([], [{ ...size, operation: "POST /a" }], { ...compared, isComplete: false }).stale,
    ).toHaveLength(1);
  });
});

test("reads a file with several places and texts", async () => {
  const file = `
- decision: keep
  reason: Recorded.
  operation: POST /a
  places:
    request.size: only here
    request.tools[](type=x:y).unit:
      - the values "a", "b"
      - nullable there, not here
`;
  expect(await readText(file)).toEqual(
    [
      ["request.size", "only here"],
      ["request.tools[](type=x:y).unit", 'the values "a", "b"'],
      ["request.tools[](type=x:y).unit", "nullable there, not here"],
    ].map(([path, text]) => ({ decision: "keep", reason: "Recorded.", operation: "POST /a", path, text })),
  );
  expect(await readText("")).toEqual([]);
});

test.each([
  ["decision: keep", "Expected a list of decisions"],
  ["- request.a", "Entry 1 must have a decision, a reason and places"],
  ["- { decision: keep, reason: A, places: {}, why: B }", "Entry 1 has an unknown key: why"],
  ["- { decision: drop, reason: A, places: {} }", "Entry 1: decision must be"],
  ["- { decision: keep, reason: ' ', places: {} }", "Entry 1 must have a reason"],
  ["- { decision: keep, reason: A, operation: [a], places: {} }", "Entry 1: operation must be a method and a path"],
  ["- { decision: keep, reason: A, places: a }", "Entry 1: places must map paths to the texts of their findings"],
  ["- { decision: keep, reason: A, places: { a: null } }", "Entry 1: a must have the text of its finding"],
  ["- {", "decisions.yaml: "],
])("rejects the file %s", async (text, message) => {
  await expect(readText(text)).rejects.toThrow(message);
});

test("spec/import-decisions.yaml is valid", async () => {
  expect((await readDecisions(join(repositoryRoot, "spec/import-decisions.yaml"))).length).toBeGreaterThan(100);
});

async function readText(text: string): Promise<Decision[]> {
  const file = join(await createTestDir(), "decisions.yaml");
  await writeFile(file, text);
  return readDecisions(file);
}
