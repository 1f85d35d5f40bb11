import { createRandom, pickItem } from "@org/test-server/seeded-random.ts";
import { expect, test } from "vitest";
import { getParts, isRecorded, loadExchanges } from "../recorded/exchanges.ts";
import { readAllowList } from "./allow-list.ts";
import { createValidator } from "./create-validator.ts";
import { listMutations, type Mutation, type MutationKind, mutationKinds } from "./mutations.ts";
import { findRequiredField, requiredFields } from "./required-fields.ts";

const seed = 4711;
/** The number of mutations. `MUTATIONS=20000` makes nearly all of them, and so finds all misses. */
const mutationCount = Number(process.env["MUTATIONS"] ?? 200);
const misses = readAllowList("mutation-misses.txt");

const exchanges = loadExchanges();
const all = listMutations(exchanges);
const applied = select(all).map((mutation) => ({
  mutation,
  entry: `${mutation.kind}: ${mutation.label}`,
  isCaught: createValidator(mutation.part.component)(mutation.apply()).length > 0,
}));

/** Selects the same number of each kind. Each label is equally likely, regardless of how often it occurs. */
function select(mutations: readonly Mutation[]): readonly Mutation[] {
  const random = createRandom(seed);
  const byKind = mutationKinds.map((kind) => [
    ...groupByLabel(mutations.filter((mutation) => mutation.kind === kind)).values(),
  ]);
  return Array.from({ length: mutationCount }, (_, index) => {
    const labels = byKind[index % byKind.length] ?? [];
    return pickItem(pickItem(labels, random), random);
  });
}

function groupByLabel(mutations: readonly Mutation[]): ReadonlyMap<string, readonly Mutation[]> {
  const groups = new Map<string, Mutation[]>();
  for (const mutation of mutations) {
    const group = groups.get(mutation.label);
    if (group === undefined) groups.set(mutation.label, [mutation]);
    else group.push(mutation);
  }
  return groups;
}

function computeCaughtShare(kind: MutationKind): number {
  const ofKind = applied.filter(({ mutation }) => mutation.kind === kind);
  return ofKind.filter(({ isCaught }) => isCaught).length / ofKind.length;
}

test("the exchanges are valid before the mutations", () => {
  const problems = exchanges.flatMap(getParts).flatMap(({ component, value }) => createValidator(component)(value));
  expect(problems).toEqual([]);
});

test("each mutation changes the document", () => {
  const unchanged = applied.filter(
    ({ mutation }) => JSON.stringify(mutation.apply()) === JSON.stringify(mutation.part.value),
  );
  expect(unchanged.map(({ entry }) => entry)).toEqual([]);
});

test("a mutation removes each required field", () => {
  const removed = new Set(all.map(({ kind, label }) => kind === "missing field" && findRequiredField(label)));
  // Recordings may lack some fields. The fixtures have all, so that a misspelled line of the list is noticed.
  const missing = isRecorded ? [] : requiredFields.filter((field) => !removed.has(field));
  expect(removed.size).toBeGreaterThan(requiredFields.length / 2);
  expect(missing).toEqual([]);
});

test("nearly all wrong types and missing fields are caught, and all unknown roles", () => {
  console.table(
    Object.fromEntries(
      mutationKinds.map((kind) => {
        const count = applied.filter(({ mutation }) => mutation.kind === kind).length;
        return [kind, { mutations: count, caught: `${(100 * computeCaughtShare(kind)).toFixed(1)} %` }];
      }),
    ),
  );
  expect(computeCaughtShare("wrong type")).toBeGreaterThanOrEqual(0.95);
  expect(computeCaughtShare("missing field")).toBeGreaterThanOrEqual(0.95);
  expect(computeCaughtShare("unknown role")).toBe(1);
});

test("each mutation that is not caught is in mutation-misses.txt", () => {
  const unlisted = applied.filter(({ entry, isCaught }) => !isCaught && !misses.has(entry));
  expect(new Set(unlisted.map(({ entry }) => entry))).toEqual(new Set());
});

test("mutation-misses.txt has no mutation that is caught", () => {
  const caught = applied.filter(({ entry, isCaught }) => isCaught && misses.has(entry));
  expect(new Set(caught.map(({ entry }) => entry))).toEqual(new Set());
});
