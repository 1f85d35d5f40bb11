import { expect, test } from "vitest";
import { compareOperationShapes } from "../../import/compare-operation-shapes.ts";
import { readOperationShapes, type OperationShapes } from "../../import/operation-shapes.ts";
import { normalizeSpec, type NormalizedSpec } from "../../shapes/normalized-spec.ts";
import { listOperations } from "../../spec/operations.ts";
import { readTable } from "../support/read-table.ts";
import { createDocument, type Sketch } from "../support/sketch.ts";

interface Given {
  readonly ours: Sketch;
  readonly theirs: Sketch;
}

function readSketch(sketch: Sketch): NormalizedSpec & OperationShapes {
  const spec = normalizeSpec(createDocument(sketch));
  const [operation] = listOperations(spec.document);
  if (operation === undefined) throw new Error("A sketch must have one operation");
  return { ...spec, ...readOperationShapes(spec, operation) };
}

const table = readTable<Given>("import/findings.txt");

test.each(table)("$name", ({ given, want }) => {
  const findings = compareOperationShapes(readSketch(given.ours), readSketch(given.theirs));
  const lines = findings.map(({ kind, path, text, description }) => {
    return [`${kind} ${path}`, text, description].filter(Boolean).join(": ");
  });
  expect(lines.join("\n")).toBe(want);
});

test("finds no differences between a document and itself", () => {
  for (const { given } of table)
    expect(compareOperationShapes(readSketch(given.theirs), readSketch(given.theirs))).toEqual([]);
});
