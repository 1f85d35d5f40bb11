import * as fc from "fast-check";

export type Fields = Record<string, unknown>;

/** In the place of a value that is left out. */
export const missing: unique symbol = Symbol("missing");

/** A record in which some values are left out. */
export function withMissing(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Fields> {
  return fc.record(fields).map(dropMissing);
}

export function dropMissing(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== missing));
}
