import { unionKeys } from "../lib/objects.ts";
import { flattenRefs, type Shapes } from "../shapes/expand-refs.ts";
import { formatShape } from "../shapes/format.ts";
import { literalTypes } from "../shapes/literals.ts";
import type { NormalizedSpec } from "../shapes/normalized-spec.ts";
import { neverShape, type ObjectShape, type Shape } from "../shapes/shape.ts";
import { compareTypes, compareNull, compareLiterals } from "./compare-types.ts";
import { createFinding, type Finding } from "./findings.ts";
import { splitObjects } from "./split-objects.ts";
import type { OperationShapes } from "./operation-shapes.ts";

interface Walk {
  readonly ours: Shapes;
  readonly theirs: Shapes;
  /** Pairs of components that have been compared. Each pair is reported once, at its first path. */
  readonly seen: Set<string>;
}

/** Only recursive schemas that repeat in different cycles get this deep. */
const maxDepth = 40;

/** Compares an operation in our document with the one in theirs, field by field. */
export function compareOperationShapes(
  ours: NormalizedSpec & OperationShapes,
  theirs: NormalizedSpec & OperationShapes,
): Finding[] {
  const walk: Walk = { ours: ours.shapes, theirs: theirs.shapes, seen: new Set() };
  return [
    ...compareFields(walk, toObjectShape(ours.parts, ours.required), toObjectShape(theirs.parts, theirs.required), ""),
    ...compareFields(walk, toObjectShape(ours.bodies), toObjectShape(theirs.bodies), ""),
  ];
}

function toObjectShape(fields: ReadonlyMap<string, Shape>, required: ReadonlySet<string> = new Set()): ObjectShape {
  return { label: "", bases: new Set(), fields, required, rest: undefined };
}

function compareShapes(walk: Walk, ours: Shape, theirs: Shape, path: string): Finding[] {
  const [a, b] = [flattenRefs(ours, walk.ours), flattenRefs(theirs, walk.theirs)];
  // A shape without a type cannot contradict the other one.
  if (a.types.has("unknown") || b.types.has("unknown")) return [];
  const [one, other] = [getName(ours, a), getName(theirs, b)];
  const pair = one === "" || other === "" ? undefined : `${one} ~ ${other}`;
  const nulls = compareNull(a, b, path);
  if ((pair !== undefined && walk.seen.has(pair)) || path.split(/[.[]/).length > maxDepth) return nulls;
  if (pair !== undefined) walk.seen.add(pair);
  const [ourParts, theirParts] = splitObjects(a.objects, b.objects);
  return [
    ...compareTypes(a, b, path),
    ...nulls,
    ...literalTypes.flatMap((type) => compareLiterals(a, b, type, path)),
    ...(a.items === undefined || b.items === undefined ? [] : compareShapes(walk, a.items, b.items, `${path}[]`)),
    ...unionKeys(ourParts.keys(), theirParts.keys()).flatMap((name) => {
      const [from, to] = [ourParts.get(name), theirParts.get(name)];
      if (from !== undefined && to !== undefined) return compareFields(walk, from, to, `${path}${name}`);
      // Without a tag it is the types that differ, which `compareTypes` reports.
      if (name === "") return [];
      return [createFinding(from === undefined ? "missing" : "extra", `${path}${name}`, "a union member")];
    }),
  ];
}

/** Returns the names of the components of a shape; empty if it is inline. */
function getName({ refs }: Shape, { objects }: Shape): string {
  const labels = objects.map(({ label }) => label);
  return (labels.length > 0 && !labels.includes("") ? labels : [...refs]).join(" ");
}

function compareFields(walk: Walk, ours: ObjectShape, theirs: ObjectShape, path: string): Finding[] {
  const findings = unionKeys(ours.fields.keys(), theirs.fields.keys()).flatMap((name) => {
    const at = path === "" ? name : `${path}.${name}`;
    const [one, other] = [ours.fields.get(name), theirs.fields.get(name)];
    const [here, there] = [getRequirement(ours, name), getRequirement(theirs, name)];
    if (one !== undefined && other !== undefined) {
      const isDeprecated = other.isDeprecated && !one.isDeprecated;
      const deprecated = isDeprecated ? [createFinding("different", at, "deprecated there")] : [];
      const required = here === there ? [] : [createFinding("different", at, `${there} there, ${here} here`)];
      return required.concat(deprecated, compareShapes(walk, one, other, at));
    }
    // A map admits every field: our document only describes more of them.
    if (one !== undefined && theirs.rest !== undefined) return [];
    if (one !== undefined) return [createFinding("extra", at, "only here", one.description)];
    const type = formatShape(flattenRefs(other ?? neverShape, walk.theirs));
    // Statuses have no type, and parameters are optional by default.
    const isShown = path !== "" || there === "required";
    const text = [isShown ? there : "", type === "never" ? "" : type].filter(Boolean).join(", ") || "only there";
    return [createFinding("missing", at, text, getDescription(other ?? neverShape, walk.theirs))];
  });
  const { rest } = ours;
  if (rest === undefined || theirs.rest === undefined) return findings;
  return findings.concat(compareShapes(walk, rest, theirs.rest, `${path}[key]`));
}

function getRequirement({ required }: ObjectShape, name: string): "required" | "optional" {
  return required.has(name) ? "required" : "optional";
}

/** Returns the description of a shape, or that of its component. */
function getDescription({ description, refs }: Shape, shapes: Shapes): string {
  const [name = "", ...others] = refs;
  return description || others.length > 0 ? description : (shapes.get(name)?.description ?? "");
}
