import type { Finding } from "./findings.ts";
import type { Pointers } from "./locate.ts";

/** A finding of one operation, with the pointers of its path in both documents. */
export interface LocatedFinding extends Finding {
  /** The operation in our document: `POST /chat/completions`. */
  readonly operation: string;
  readonly here: Pointers;
  readonly there: Pointers;
}

/** One difference with all its places: a shared schema differs once, although many paths lead to it. */
export interface Difference extends Finding {
  /** The places that have it, in order, at least one; `path` is that of the first. */
  readonly places: readonly Place[];
}

/** A path in an operation that has the difference. */
export interface Place {
  readonly operation: string;
  readonly path: string;
  /** JSON pointers into both documents. */
  readonly here: string;
  readonly there: string;
}

/** Groups the findings that describe the same difference of the same schemas. */
export function groupFindings(findings: readonly LocatedFinding[]): Difference[] {
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

/** Selects the differences of an operation, without their places in other operations. */
export function selectDifferences(differences: readonly Difference[], operation: string): Difference[] {
  return differences.flatMap((difference) => {
    const places = difference.places.filter((place) => place.operation === operation);
    const [first] = places;
    return first === undefined ? [] : { ...difference, path: first.path, places };
  });
}

/**
 * Returns equal keys for findings about the same schemas. Values belong to the schema that lists them; any other finding
 * belongs to the field in our document, or to the object that lacks it.
 */
function getKey({ kind, path, text, values, here, there }: LocatedFinding): string {
  if (values.length > 0) return JSON.stringify([kind, text, kind === "missing" ? there.values : here.values]);
  const name = kind === "missing" ? /[^.]*$/.exec(path)?.[0] : "";
  return JSON.stringify([kind, text, here.field, name]);
}
