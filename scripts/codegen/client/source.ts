/** Formats a string literal. */
export function quote(value: string): string {
  return JSON.stringify(value);
}

/** Formats a property name, quoted where necessary. */
export function formatKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name);
}

/**
 * Formats a doc comment.
 *
 * @param indent number of spaces
 */
export function formatDocComment(lines: readonly string[], indent = 0): string {
  const space = " ".repeat(indent);
  const safe = lines.flatMap((line) => line.split(/\r?\n/)).map((line) => line.trimEnd().replaceAll("*/", "*\\/"));
  if (safe.length === 0) return "";
  if (safe.length === 1) return `${space}/** ${safe[0]} */\n`;
  return `${space}/**\n${safe.map((line) => `${space} * ${line}`.trimEnd()).join("\n")}\n${space} */\n`;
}
