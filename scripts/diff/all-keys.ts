/** What is in either of them, each once, in the order of the first. */
export function allKeys(a: Iterable<string>, b: Iterable<string>): string[] {
  return [...new Set([...a, ...b])];
}
