/** The values that a schema admits, as a set of alternatives. It does not depend on the dialect or notation. */
export interface Shape {
  /** Plain types by name: `string`, `integer`, `Blob`, `unknown`, or the text of a TypeScript type. */
  readonly types: ReadonlySet<string>;
  /** The literals that it lists, as JSON text. The list is closed unless `types` has their type as well. */
  readonly literals: ReadonlySet<string>;
  readonly isNullable: boolean;
  /** Components, by name. */
  readonly refs: ReadonlySet<string>;
  readonly objects: readonly ObjectShape[];
  /** The items, if it can be an array. */
  readonly items: Shape | undefined;
  readonly description: string;
  readonly isDeprecated: boolean;
  /** Bounds, format and default as text: the service checks them, and types do not express them. */
  readonly bounds: string;
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

export const neverShape: Shape = {
  types: new Set(),
  literals: new Set(),
  isNullable: false,
  refs: new Set(),
  objects: [],
  items: undefined,
  description: "",
  isDeprecated: false,
  bounds: "",
};
