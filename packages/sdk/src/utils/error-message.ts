/** What a thrown value says, in a form that never throws: anything can be thrown, even what can't be printed. */
export function getErrorMessage(thrown: unknown): string {
  try {
    return String(thrown instanceof Error ? thrown.message : thrown);
  } catch {
    return "a value that can't be printed";
  }
}
