import * as fc from "fast-check";

export type Fields = Record<string, unknown>;

/** The value of a field that is left out of a record. */
export const missing: unique symbol = Symbol("missing");

/** Generates a record that lacks some of its fields. */
export function recordWithMissing(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Fields> {
  return fc.record(fields).map(dropMissing);
}

/** Returns the record without the fields whose value is `missing`. */
export function dropMissing(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== missing));
}
