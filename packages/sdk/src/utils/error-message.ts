/**
 * Returns the message of a thrown value. Never throws, even if the value cannot be converted to a string.
 *
 * @param withName Whether the name of an error precedes its message.
 */
export function getErrorMessage(thrown: unknown, withName = false): string {
  try {
    return String(thrown instanceof Error && !withName ? thrown.message : thrown);
  } catch {
    return "an unprintable value";
  }
}
