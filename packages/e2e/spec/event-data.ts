/**
 * The `data` of each event of a server-sent event stream as the spec describes it: LF, one `data:` line per event,
 * comments. Deliberately not the SDK's parser, so that the two can disagree.
 */
export function eventData(stream: string): readonly string[] {
  return stream
    .split("\n")
    .filter((line) => line.startsWith("data:"))
    .map((line) => line.slice("data:".length).trimStart());
}
