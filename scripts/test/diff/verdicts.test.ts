import { expect, test } from "vitest";
import type { Change } from "../../diff/change.ts";
import { compareDocuments } from "../../diff/compare-documents.ts";
import { verdicts, type ChangeKind } from "../../diff/verdicts.ts";
import { createDocument } from "../support/sketch.ts";
import { verdicts as table } from "../support/verdicts.ts";

test.each(table)("$name", ({ given, want }) => {
  const changes = compareDocuments(createDocument(given.old), createDocument(given.new));
  expect(changes.map(formatVerdict).join("\n")).toBe(want);
});

test("has a case for every kind of change", () => {
  const kinds = table.flatMap(({ given }) => compareDocuments(createDocument(given.old), createDocument(given.new)));
  const missing = Object.keys(verdicts).filter((name) => !kinds.some(({ kind }) => kind === (name as ChangeKind)));
  expect(missing).toEqual([]);
});

test("reports no changes between a document and itself", () => {
  for (const { given } of table) {
    expect(compareDocuments(createDocument(given.new), createDocument(given.new))).toEqual([]);
  }
});

/** Formats a change with everything that a report contains. */
function formatVerdict({ isBreaking, bump, direction, name, text, why, description }: Change): string {
  const reasons = [why, description].filter(Boolean).map((more) => `\n  ${more}`);
  return `${isBreaking ? "BREAKING" : "compatible"}, ${bump} (${direction}): ${name} ${text}${reasons.join("")}`;
}
