/**
 * Returns the data of each event of a stream. It follows the WHATWG rules literally, one code unit at a time. Events
 * without a data field and an incomplete last event are not returned.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function parseWithReference(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  const start = text.startsWith("\ufeff") ? 1 : 0;
  for (let index = start; index < text.length; index++) {
    const char = text.charAt(index);
    if (char === "\r") {
      lines.push(line);
      line = "";
      if (text.charAt(index + 1) === "\n") index++;
    } else if (char === "\n") {
      lines.push(line);
      line = "";
    } else line += char;
  }
  const events: string[] = [];
  let buffer = "";
  for (const each of lines) {
    if (each === "") {
      if (buffer !== "") events.push(buffer.slice(0, -1));
      buffer = "";
      continue;
    }
    if (each.startsWith(":")) continue;
    const colon = each.indexOf(":");
    const field = colon === -1 ? each : each.slice(0, colon);
    let value = colon === -1 ? "" : each.slice(colon + 1);
    if (value.startsWith(" ")) value = value.slice(1);
    if (field === "data") buffer += `${value}\n`;
  }
  return events;
}
