/**
 * Parses the `data` of each event of a stream as the spec describes it: LF, one `data:` line per event, comments. It is
 * separate from the parser of the SDK on purpose, so that the results can differ.
 */
export function parseEventData(stream: string): readonly string[] {
  return stream
    .split("\n")
    .filter((line) => line.startsWith("data:"))
    .map((line) => line.slice("data:".length).trimStart());
}
