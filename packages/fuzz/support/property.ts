import type * as fc from "fast-check";

/** A statement that must hold for all generated values. */
export interface Property {
  readonly name: string;
  readonly property: fc.IAsyncProperty<unknown>;
}
