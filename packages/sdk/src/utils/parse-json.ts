/** Parses JSON. Returns `undefined` if the text is not JSON. */
export function safeParseJSON(text: string, parse: (text: string) => unknown = JSON.parse): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
