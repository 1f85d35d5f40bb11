import { expect, test } from "vitest";
import { compareWires } from "../../import/compare-operation-shapes.ts";
import { readWire, type Wire } from "../../import/operation-shapes.ts";
import { normalizeSpec, type NormalizedSpec } from "../../shapes/normalized-spec.ts";
import { listOperations } from "../../spec/operations.ts";
import { readTable } from "../support/read-table.ts";
import { createDocument, type Sketch } from "../support/sketch.ts";

interface Given {
  readonly ours: Sketch;
  readonly theirs: Sketch;
}

function read(sketch: Sketch): NormalizedSpec & Wire {
  const side = normalizeSpec(createDocument(sketch));
  const [operation] = listOperations(side.document);
  if (operation === undefined) throw new Error("A sketch must have one operation");
  return { ...side, ...readWire(side, operation) };
}

const table = readTable<Given>("import/findings.txt");

test.each(table)("$name", ({ given, want }) => {
  const findings = compareWires(read(given.ours), read(given.theirs));
  const lines = findings.map(({ kind, path, text, description }) => {
    return [`${kind} ${path}`, text, description].filter(Boolean).join(": ");
  });
  expect(lines.join("\n")).toBe(want);
});

test("finds no differences between a document and itself", () => {
  for (const { given } of table) expect(compareWires(read(given.theirs), read(given.theirs))).toEqual([]);
});
