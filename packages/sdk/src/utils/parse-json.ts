/** What a JSON text says, which is never `undefined`; `undefined` if it is none. */
export function safeParseJSON(text: string, parse: (text: string) => unknown = JSON.parse): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
