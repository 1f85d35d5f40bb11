/** Enough of a description to know what the thing is, on one line. */
export function firstSentence(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return /^.*?[.!?](?= [\p{Lu}`]|$)/u.exec(line)?.[0] ?? line;
}
