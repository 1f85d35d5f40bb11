import { unionKeys } from "../lib/objects.ts";
import { flatten, type Shapes } from "../shapes/expand-refs.ts";
import { describe } from "../shapes/format.ts";
import { bases } from "../shapes/literals.ts";
import type { Side } from "../shapes/normalized-spec.ts";
import { nothing, type ObjectShape, type Shape } from "../shapes/shape.ts";
import { compareKinds, compareNull, compareValues } from "./compare-types.ts";
import { finding, type Finding } from "./findings.ts";
import { splitObjects } from "./split-objects.ts";
import type { Wire } from "./wire.ts";

interface Walk {
  readonly ours: Shapes;
  readonly theirs: Shapes;
  /** Pairs of components that have been compared: each is told once, where it is met first. */
  readonly seen: Set<string>;
}

/** So deep only schemas go that contain themselves, each in a rhythm of its own. */
const deepest = 40;

/** What our operation lacks, contradicts or has beyond theirs, field by field. */
export function compareWires(ours: Side & Wire, theirs: Side & Wire): Finding[] {
  const walk: Walk = { ours: ours.shapes, theirs: theirs.shapes, seen: new Set() };
  return [
    ...compareFields(walk, objectOf(ours.parts, ours.required), objectOf(theirs.parts, theirs.required), ""),
    ...compareFields(walk, objectOf(ours.bodies), objectOf(theirs.bodies), ""),
  ];
}

function objectOf(fields: ReadonlyMap<string, Shape>, required: ReadonlySet<string> = new Set()): ObjectShape {
  return { label: "", bases: new Set(), fields, required, rest: undefined };
}

function compare(walk: Walk, ours: Shape, theirs: Shape, path: string): Finding[] {
  const [a, b] = [flatten(ours, walk.ours), flatten(theirs, walk.theirs)];
  // What is free on either side says nothing that the other one could contradict.
  if (a.types.has("unknown") || b.types.has("unknown")) return [];
  const [one, other] = [nameOf(ours, a), nameOf(theirs, b)];
  const pair = one === "" || other === "" ? undefined : `${one} ~ ${other}`;
  const nulls = compareNull(a, b, path);
  if ((pair !== undefined && walk.seen.has(pair)) || path.split(/[.[]/).length > deepest) return nulls;
  if (pair !== undefined) walk.seen.add(pair);
  const [ourParts, theirParts] = splitObjects(a.objects, b.objects);
  return [
    ...compareKinds(a, b, path),
    ...nulls,
    ...bases.flatMap((base) => compareValues(a, b, base, path)),
    ...(a.items === undefined || b.items === undefined ? [] : compare(walk, a.items, b.items, `${path}[]`)),
    ...unionKeys(ourParts.keys(), theirParts.keys()).flatMap((name) => {
      const [from, to] = [ourParts.get(name), theirParts.get(name)];
      if (from !== undefined && to !== undefined) return compareFields(walk, from, to, `${path}${name}`);
      // Without a name it is the kinds that differ, which has been said.
      if (name === "") return [];
      return [finding(from === undefined ? "lacks" : "beyond", `${path}${name}`, "a kind of its own")];
    }),
  ];
}

/** The components that it is; empty if it is written in place. */
function nameOf({ refs }: Shape, { objects }: Shape): string {
  const labels = objects.map(({ label }) => label);
  return (labels.length > 0 && !labels.includes("") ? labels : [...refs]).join(" ");
}

function compareFields(walk: Walk, ours: ObjectShape, theirs: ObjectShape, path: string): Finding[] {
  const findings = unionKeys(ours.fields.keys(), theirs.fields.keys()).flatMap((name) => {
    const at = path === "" ? name : `${path}.${name}`;
    const [one, other] = [ours.fields.get(name), theirs.fields.get(name)];
    const [here, there] = [requirement(ours, name), requirement(theirs, name)];
    if (one !== undefined && other !== undefined) {
      const isDeprecated = other.isDeprecated && !one.isDeprecated;
      const deprecated = isDeprecated ? [finding("contradicts", at, "deprecated there")] : [];
      const required = here === there ? [] : [finding("contradicts", at, `${there} there, ${here} here`)];
      return required.concat(deprecated, compare(walk, one, other, at));
    }
    if (one !== undefined) return [finding("beyond", at, "", one.description)];
    const type = describe(flatten(other ?? nothing, walk.theirs));
    // A status is of no type; that a parameter is optional goes without saying.
    const isSaid = path !== "" || there === "required";
    const text = [isSaid ? there : "", type === "never" ? "" : type].filter(Boolean).join(", ");
    return [finding("lacks", at, text, descriptionOf(other ?? nothing, walk.theirs))];
  });
  const { rest } = ours;
  if (rest === undefined || theirs.rest === undefined) return findings;
  return findings.concat(compare(walk, rest, theirs.rest, `${path}[key]`));
}

function requirement({ required }: ObjectShape, name: string): "required" | "optional" {
  return required.has(name) ? "required" : "optional";
}

/** Its own, else that of the component that it is. */
function descriptionOf({ description, refs }: Shape, shapes: Shapes): string {
  const [name = "", ...others] = refs;
  return description || others.length > 0 ? description : (shapes.get(name)?.description ?? "");
}
