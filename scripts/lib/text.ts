const maxListItems = 8;

/** Returns the first sentence of a description, on one line. */
export function firstSentence(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return /^.*?[.!?](?= [\p{Lu}`]|$)/u.exec(line)?.[0] ?? line;
}

/** Shortens a list to eight items and a count of the rest. */
export function truncateList(items: readonly string[]): string[] {
  if (items.length <= maxListItems) return [...items];
  return [...items.slice(0, maxListItems), `… ${items.length - maxListItems} more`];
}

/** Formats text as a Markdown code span; longer fences enclose a text with a backtick. */
export function codeSpan(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}
