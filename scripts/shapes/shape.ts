import type { Constraints } from "./constraints.ts";

/** The values that a schema admits, as a set of alternatives. It does not depend on the dialect or notation. */
export interface Shape extends Notes {
  /** Plain types by name: `string`, `integer`, `Blob`, `unknown`, or the text of a TypeScript type. */
  readonly types: ReadonlySet<string>;
  /** The literals that it lists, as JSON text. The list is closed unless `types` has their type as well. */
  readonly literals: ReadonlySet<string>;
  readonly isNullable: boolean;
  /** Components whose intersection it has. It admits null as well if all of one set do. */
  readonly nullRefs: readonly ReadonlySet<string>[];
  /** Components, by name. */
  readonly refs: ReadonlySet<string>;
  readonly objects: readonly ObjectShape[];
  /** The items, if it can be an array. */
  readonly items: Shape | undefined;
  /** The items by position, if it can be a tuple. `items` contains them as well. */
  readonly tuple: TupleShape | undefined;
}

/** What a schema has next to its values. */
export interface Notes {
  /** The description, or the title without one. */
  readonly description: string;
  readonly isDeprecated: boolean;
  readonly isReadOnly: boolean;
  readonly isWriteOnly: boolean;
  /** Bounds, format and default: the service checks them, and types do not express them. */
  readonly constraints: Constraints;
  /** The constraints in the generated doc comment: those that are not inside a member of a union. */
  readonly documented: string;
}

export interface ObjectShape {
  /** The name of the component, if a `$ref` was followed; else empty. */
  readonly label: string;
  /** The components whose fields it has as well (`allOf`). */
  readonly bases: ReadonlySet<string>;
  readonly fields: ReadonlyMap<string, Shape>;
  readonly required: ReadonlySet<string>;
  /** The type of fields with other names, if the schema allows those explicitly. */
  readonly rest: Shape | undefined;
}

export interface TupleShape {
  readonly members: readonly Shape[];
  /** The items after the members. */
  readonly rest: Shape | undefined;
}

export const noNotes: Notes = {
  description: "",
  isDeprecated: false,
  isReadOnly: false,
  isWriteOnly: false,
  constraints: new Map(),
  documented: "",
};

export const neverShape: Shape = {
  ...noNotes,
  types: new Set(),
  literals: new Set(),
  isNullable: false,
  nullRefs: [],
  refs: new Set(),
  objects: [],
  items: undefined,
  tuple: undefined,
};

export const unknownShape: Shape = { ...neverShape, types: new Set(["unknown"]) };

/** Returns an object that has the fields of a component and none of its own. */
export function createReference(name: string): ObjectShape {
  return { label: name, bases: new Set([name]), fields: new Map(), required: new Set(), rest: undefined };
}
