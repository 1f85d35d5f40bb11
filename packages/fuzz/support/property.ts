import type * as fc from "fast-check";

/** Something that must hold whatever comes. */
export interface Property {
  readonly name: string;
  readonly property: fc.IAsyncProperty<unknown>;
}
