/** A string literal. */
export function text(value: string): string {
  return JSON.stringify(value);
}

/** A property name, quoted where it must be. */
export function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : text(name);
}

/** A doc comment of these lines, indented by `indent` spaces. */
export function docComment(lines: readonly string[], indent = 0): string {
  const space = " ".repeat(indent);
  const safe = lines.flatMap((line) => line.split(/\r?\n/)).map((line) => line.trimEnd().replaceAll("*/", "*\\/"));
  if (safe.length === 0) return "";
  if (safe.length === 1) return `${space}/** ${safe[0]} */\n`;
  return `${space}/**\n${safe.map((line) => `${space} * ${line}`.trimEnd()).join("\n")}\n${space} */\n`;
}
