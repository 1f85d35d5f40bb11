import { unionKeys } from "../lib/objects.ts";
import { constraintNames, type Constraints } from "../shapes/constraints.ts";
import type { Notes } from "../shapes/shape.ts";
import type { ShapeChange } from "./change.ts";
import type { ChangeKind } from "./verdicts.ts";

/**
 * Compares what two schemas have next to their values.
 *
 * @param isField whether they are the schemas of a field, which alone can be readonly in TypeScript
 */
export function compareNotes(before: Notes, after: Notes, isField: boolean): ShapeChange[] {
  const flags: [keyof Notes, set: ChangeKind, unset: ChangeKind][] = [
    ["isDeprecated", "deprecated", "undeprecated"],
    ["isReadOnly", ...(isField ? readOnlyField : readOnlyValue)],
    ["isWriteOnly", "write-only", "not-write-only"],
  ];
  return [
    ...flags
      .filter(([flag]) => before[flag] !== after[flag])
      .map(([flag, set, unset]): ShapeChange => ({ kind: after[flag] === true ? set : unset })),
    ...compareConstraints(before.constraints, after.constraints),
    ...(before.description === after.description ? [] : [{ kind: "description" } as const]),
  ];
}

const readOnlyField = ["read-only", "not-read-only"] as const;
const readOnlyValue = ["value-read-only", "value-not-read-only"] as const;

function compareConstraints(before: Constraints, after: Constraints): ShapeChange[] {
  const keywords = unionKeys(before.keys(), after.keys()).filter((key) => before.get(key) !== after.get(key));
  const conditions = keywords.filter((key) => !(key in constraintNames) && !(key in special));
  return [
    ...keywords.flatMap((keyword) => {
      const compare = special[keyword];
      const [from, to] = [before.get(keyword), after.get(keyword)];
      return compare === undefined ? compareBound(constraintNames[keyword], from, to) : compare(from, to);
    }),
    ...(conditions.length === 0 ? [] : [{ kind: "condition-changed", after: conditions.join(", ") } as const]),
  ];
}

function compareBound(name: string | undefined, from: string | undefined, to: string | undefined): ShapeChange[] {
  if (name === undefined) return [];
  if (to === undefined) return [{ kind: "constraint-removed", before: `${name} ${from}` }];
  if (from === undefined) return [{ kind: "constraint-added", after: `${name} ${to}` }];
  return [{ kind: "constraint-changed", before: from, after: `${name} ${to}` }];
}

type Compare = (from: string | undefined, to: string | undefined) => ShapeChange[];

/** Keywords with sentences of their own. */
const special: Readonly<Record<string, Compare>> = {
  additionalProperties: (_from, to) => [{ kind: to === undefined ? "object-opened" : "object-closed" }],
  dependentRequired: (from = "", to = "") => {
    const [before, after] = [from, to].map((text) => text.split(" or ").filter(Boolean)) as [string[], string[]];
    const removed = before.filter((one) => !after.includes(one));
    const added = after.filter((one) => !before.includes(one));
    return [
      ...(added.length === 0 ? [] : [{ kind: "dependency-added", after: added.join(", ") } as const]),
      ...(removed.length === 0 ? [] : [{ kind: "dependency-removed", before: removed.join(", ") } as const]),
    ];
  },
};
