import type { Finding } from "./findings.ts";
import type { Pointers } from "./locate.ts";

/** A finding of one operation, with the pointers of its path in both documents. */
export interface LocatedFinding extends Finding {
  /** The operation of ours: `POST /chat/completions`. */
  readonly operation: string;
  readonly here: Pointers;
  readonly there: Pointers;
}

/** One difference, wherever it shows: a shared schema differs once, although many paths lead to it. */
export interface Fact extends Finding {
  /** Where it shows, in order, at least once; `path` is that of the first. */
  readonly places: readonly Place[];
}

export interface Place {
  readonly operation: string;
  readonly path: string;
  /** JSON pointers into both documents. */
  readonly here: string;
  readonly there: string;
}

/** Joins the findings that describe the same difference of the same schemas. */
export function groupFindings(findings: readonly LocatedFinding[]): Fact[] {
  const groups = new Map<string, LocatedFinding[]>();
  for (const finding of findings) {
    const key = getKey(finding);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { kind, path, text, description, values } = first;
    const which = values.length > 0 ? "values" : "field";
    const places = group.map((one): Place => {
      return { operation: one.operation, path: one.path, here: one.here[which], there: one.there[which] };
    });
    return { kind, path, text, description, values, places };
  });
}

/** Selects the differences that show in an operation, without their other places. */
export function selectFacts(facts: readonly Fact[], operation: string): Fact[] {
  return facts.flatMap((fact) => {
    const places = fact.places.filter((place) => place.operation === operation);
    const [first] = places;
    return first === undefined ? [] : { ...fact, path: first.path, places };
  });
}

/** Values belong to the document that lists them; anything else to a field of ours, or to the object that lacks it. */
function getKey({ kind, path, text, values, here, there }: LocatedFinding): string {
  if (values.length > 0) return JSON.stringify([kind, text, kind === "missing" ? there.values : here.values]);
  const name = kind === "missing" ? /[^.]*$/.exec(path)?.[0] : "";
  return JSON.stringify([kind, text, here.field, name]);
}
