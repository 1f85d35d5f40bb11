import { expect, test } from "vitest";
import { compareWires } from "../../import/compare-wires.ts";
import { wireOf, type Wire } from "../../import/wire.ts";
import { sideOf, type Side } from "../../shapes/normalized-spec.ts";
import { listOperations } from "../../spec/operations.ts";
import { readTable } from "../support/read-table.ts";
import { documentOf, type Sketch } from "../support/sketch.ts";

interface Given {
  readonly ours: Sketch;
  readonly theirs: Sketch;
}

function read(sketch: Sketch): Side & Wire {
  const side = sideOf(documentOf(sketch));
  const [operation] = listOperations(side.document);
  if (operation === undefined) throw new Error("A sketch has one operation");
  return { ...side, ...wireOf(side, operation) };
}

const table = readTable<Given>("import/findings.txt");

test.each(table)("$name", ({ given, want }) => {
  const findings = compareWires(read(given.ours), read(given.theirs));
  const lines = findings.map(({ kind, path, text, description }) => {
    return [`${kind} ${path}`, text, description].filter(Boolean).join(": ");
  });
  expect(lines.join("\n")).toBe(want);
});

test("nothing is different from itself", () => {
  for (const { given } of table) expect(compareWires(read(given.theirs), read(given.theirs))).toEqual([]);
});
