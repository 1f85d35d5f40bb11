/** One difference between their document and ours, in one operation. */
export interface Finding {
  /** `missing` is only in theirs, `extra` only in ours. */
  readonly kind: "missing" | "different" | "extra";
  /** The path in the request or a response: `request.provider.sort`, `response.choices[].message`. */
  readonly path: string;
  readonly text: string;
  /** The description in the document that has it. */
  readonly description: string;
  /** The listed values that only one document has, as JSON text; empty for a difference of another kind. */
  readonly values: readonly string[];
}

export function createFinding(kind: Finding["kind"], path: string, text: string, description = ""): Finding {
  return { kind, path, text, description, values: [] };
}

/** Creates the finding that only one document lists these values. */
export function createValueFinding(kind: Finding["kind"], path: string, values: readonly string[]): Finding {
  return { kind, path, text: formatValues(values), description: "", values };
}

export function formatValues(values: readonly string[]): string {
  return `${values.length === 1 ? "the value" : "the values"} ${values.join(", ")}`;
}
