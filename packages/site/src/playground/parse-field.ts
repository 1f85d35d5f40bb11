/** The notation of a parameter in the form. */
export type FieldKind = "text" | "number" | "boolean" | "choice" | "json" | "text-or-json";

export type Parsed = { readonly value: unknown } | { readonly problem: string };

/** Parses a field. The value of an empty field is `undefined`, and is not sent. */
export function parseField(kind: FieldKind, text: string): Parsed {
  const trimmed = text.trim();
  if (trimmed === "") return { value: undefined };
  switch (kind) {
    case "text":
    case "choice":
      return { value: trimmed };
    case "number":
      return Number.isFinite(Number(trimmed)) ? { value: Number(trimmed) } : { problem: "This is not a number." };
    case "boolean":
      return { value: trimmed === "true" };
    case "json":
      return parseJSON(trimmed);
    case "text-or-json":
      return /^[[{"]/.test(trimmed) ? parseJSON(trimmed) : { value: trimmed };
  }
}

/** Formats a value of a request as the text of a field. */
export function formatField(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value, null, 2) : String(value);
}

function parseJSON(text: string): Parsed {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { problem: `This is not valid JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}
