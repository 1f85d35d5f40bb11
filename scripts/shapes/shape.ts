/** What a schema admits, whichever way and in whichever dialect it is written: a set of alternatives. */
export interface Shape {
  /** Plain types by name: `string`, `integer`, `Blob`, `unknown`, or the text of a TypeScript type. */
  readonly types: ReadonlySet<string>;
  /** The literals that it lists, as JSON text. They are all there is unless their type stands in `types` as well. */
  readonly values: ReadonlySet<string>;
  readonly isNullable: boolean;
  /** Components, by name. */
  readonly refs: ReadonlySet<string>;
  readonly objects: readonly ObjectShape[];
  /** What its lists hold, if it can be a list. */
  readonly items: Shape | undefined;
  readonly description: string;
  readonly isDeprecated: boolean;
  /** Bounds, format and default as text: what the service checks, and no type says. */
  readonly bounds: string;
}

export interface ObjectShape {
  /** The component that it was, where a `$ref` was followed; else empty. */
  readonly label: string;
  /** Components of which it has all fields too (`allOf`). */
  readonly bases: ReadonlySet<string>;
  readonly fields: ReadonlyMap<string, Shape>;
  readonly required: ReadonlySet<string>;
  /** What fields with other names hold, where such are allowed on purpose. */
  readonly rest: Shape | undefined;
}

export const nothing: Shape = {
  types: new Set(),
  values: new Set(),
  isNullable: false,
  refs: new Set(),
  objects: [],
  items: undefined,
  description: "",
  isDeprecated: false,
  bounds: "",
};
