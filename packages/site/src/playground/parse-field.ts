/** How a parameter is written in the form: as text, a number, yes or no, one of several words, JSON, or either. */
export type FieldKind = "text" | "number" | "boolean" | "choice" | "json" | "text-or-json";

export type Parsed = { readonly value: unknown } | { readonly problem: string };

/** The value of a field as the request has it. An empty field is `undefined`, and stays out of the request. */
export function parseField(kind: FieldKind, text: string): Parsed {
  const trimmed = text.trim();
  if (trimmed === "") return { value: undefined };
  switch (kind) {
    case "text":
    case "choice":
      return { value: trimmed };
    case "number":
      return Number.isFinite(Number(trimmed)) ? { value: Number(trimmed) } : { problem: "This is no number." };
    case "boolean":
      return { value: trimmed === "true" };
    case "json":
      return parseJSON(trimmed);
    case "text-or-json":
      return /^[[{"]/.test(trimmed) ? parseJSON(trimmed) : { value: trimmed };
  }
}

/** The text of a field for a value of a request. */
export function fieldText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value, null, 2) : String(value);
}

function parseJSON(text: string): Parsed {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { problem: `This is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}
