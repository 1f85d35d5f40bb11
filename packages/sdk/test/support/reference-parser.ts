/**
 * The data of each event in a whole text, after the letter of the WHATWG rules, one code point at a time: slow,
 * and too plain to be wrong. Events without a data field dispatch nothing; an incomplete last one is left out.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function referenceEvents(text: string): string[] {
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
  const found: string[] = [];
  let buffer = "";
  for (const each of lines) {
    if (each === "") {
      if (buffer !== "") found.push(buffer.slice(0, -1));
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
  return found;
}
