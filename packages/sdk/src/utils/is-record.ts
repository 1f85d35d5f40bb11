/** Returns whether a value has properties: an object or an array, not null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Returns whether a value is what JSON calls an object: neither null nor an array. */
export function isJSONObject(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && !Array.isArray(value);
}

/** Returns the value if {@link isRecord}, else `undefined`. */
export function toRecord(value: unknown): Record<string, unknown> | undefined {
  return isRecord(value) ? value : undefined;
}

/** Returns the value if it is a string that is not empty, else `undefined`. */
export function toText(value: unknown): string | undefined {
  return typeof value === "string" && value ? value : undefined;
}

/** Returns the type of a value for an error message. */
export function getTypeName(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "an array" : typeof value;
}
