/** Returns the message of a thrown value. Never throws, even if the value cannot be converted to a string. */
export function getErrorMessage(thrown: unknown): string {
  try {
    return String(thrown instanceof Error ? thrown.message : thrown);
  } catch {
    return "a value that cannot be printed";
  }
}
