import { expect, test } from "vitest";
import type { Change } from "../../diff/change.ts";
import { compareDocuments } from "../../diff/compare-documents.ts";
import { policy, type Kind } from "../../diff/policy.ts";
import { readTable } from "../support/read-table.ts";
import { documentOf, type Sketch } from "../support/sketch.ts";

interface Given {
  readonly old: Sketch;
  readonly new: Sketch;
}

const table = readTable<Given>("diff/verdicts.txt");

test.each(table)("$name", ({ given, want }) => {
  const changes = compareDocuments(documentOf(given.old), documentOf(given.new));
  expect(changes.map(verdict).join("\n")).toBe(want);
});

test("the table has every rule of the policy", () => {
  const kinds = table.flatMap(({ given }) => compareDocuments(documentOf(given.old), documentOf(given.new)));
  const missing = Object.keys(policy).filter((rule) => !kinds.some(({ kind }) => kind === (rule as Kind)));
  expect(missing).toEqual([]);
});

test("a document is no different from itself, nor from its copy in the other order", () => {
  for (const { given } of table) {
    expect(compareDocuments(documentOf(given.new), documentOf(given.new))).toEqual([]);
  }
});

/** A change with all that a report tells of it, on a line or two. */
function verdict({ isBreaking, bump, direction, name, text, why, description }: Change): string {
  const reasons = [why, description].filter(Boolean).map((more) => `\n  ${more}`);
  return `${isBreaking ? "BREAKING" : "compatible"}, ${bump} (${direction}): ${name} ${text}${reasons.join("")}`;
}
