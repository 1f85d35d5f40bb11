import { expect, test } from "vitest";
import { allowList } from "./allow-list.ts";
import { damageKinds, damagesOf, type Damage, type DamageKind } from "./mutations.ts";
import { isRecorded, loadExchanges, partsOf } from "../recorded/exchanges.ts";
import { requiredFieldAt, requiredFields } from "./required-fields.ts";
import { createRandom, pickItem } from "@org/test-server/seeded-random.ts";
import { validatorFor } from "./create-validator.ts";

const SEED = 4711;
/** Damages to do. `MUTATIONS=20000` does practically every one, for a look at all misses. */
const COUNT = Number(process.env["MUTATIONS"] ?? 200);
const misses = allowList("mutation-misses.txt");

const exchanges = loadExchanges();
const all = damagesOf(exchanges);
const done = choose(all).map((damage) => ({
  damage,
  entry: `${damage.kind}: ${damage.label}`,
  isCaught: validatorFor(damage.part.component)(damage.apply()).length > 0,
}));

/** As many of each kind; each place is as likely as any other, however often it occurs. */
function choose(damages: readonly Damage[]): readonly Damage[] {
  const random = createRandom(SEED);
  const byKind = damageKinds.map((kind) => [...byLabel(damages.filter((damage) => damage.kind === kind)).values()]);
  return Array.from({ length: COUNT }, (_, index) => {
    const places = byKind[index % byKind.length] ?? [];
    return pickItem(pickItem(places, random), random);
  });
}

function byLabel(damages: readonly Damage[]): ReadonlyMap<string, readonly Damage[]> {
  const groups = new Map<string, Damage[]>();
  for (const damage of damages) {
    const group = groups.get(damage.label);
    if (group === undefined) groups.set(damage.label, [damage]);
    else group.push(damage);
  }
  return groups;
}

function shareCaught(kind: DamageKind): number {
  const ofKind = done.filter(({ damage }) => damage.kind === kind);
  return ofKind.filter(({ isCaught }) => isCaught).length / ofKind.length;
}

test("the exchanges are valid before they are damaged", () => {
  const problems = exchanges.flatMap(partsOf).flatMap(({ component, value }) => validatorFor(component)(value));
  expect(problems).toEqual([]);
});

test("each damage leads to another document", () => {
  const same = done.filter(({ damage }) => JSON.stringify(damage.apply()) === JSON.stringify(damage.part.value));
  expect(same.map(({ entry }) => entry)).toEqual([]);
});

test("each required field can be taken away somewhere", () => {
  const taken = new Set(all.map(({ kind, label }) => kind === "missing field" && requiredFieldAt(label)));
  // Recordings need not have them all; the fixtures do, so that a misspelt line of the list is noticed.
  const never = isRecorded ? [] : requiredFields.filter((field) => !taken.has(field));
  expect(taken.size).toBeGreaterThan(requiredFields.length / 2);
  expect(never).toEqual([]);
});

test("nearly all wrong types and missing fields are caught, and all unknown roles", () => {
  console.table(
    Object.fromEntries(
      damageKinds.map((kind) => {
        const count = done.filter(({ damage }) => damage.kind === kind).length;
        return [kind, { damages: count, caught: `${(100 * shareCaught(kind)).toFixed(1)} %` }];
      }),
    ),
  );
  expect(shareCaught("wrong type")).toBeGreaterThanOrEqual(0.95);
  expect(shareCaught("missing field")).toBeGreaterThanOrEqual(0.95);
  expect(shareCaught("unknown role")).toBe(1);
});

test("each miss is in mutation-misses.txt", () => {
  const unlisted = done.filter(({ entry, isCaught }) => !isCaught && !misses.has(entry));
  expect(new Set(unlisted.map(({ entry }) => entry))).toEqual(new Set());
});

test("nothing that is caught is listed there", () => {
  const caught = done.filter(({ entry, isCaught }) => isCaught && misses.has(entry));
  expect(new Set(caught.map(({ entry }) => entry))).toEqual(new Set());
});
