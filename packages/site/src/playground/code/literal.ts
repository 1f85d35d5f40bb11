const width = 100;

/** Code in a value, which is not JSON. An object or array with code in it has one member per line. */
export class Code {
  /** Generates the code. Its lines after the first are indented at least as much as given. */
  readonly generate: (indent: number) => string;

  constructor(generate: (indent: number) => string) {
    this.generate = generate;
  }
}

/** Formats a JSON value as TypeScript: on one line if it fits after `column` characters, else with one member per line. */
export function formatLiteral(value: unknown, indent = 0, column = indent): string {
  if (value instanceof Code) return value.generate(indent);
  const line = formatInline(value);
  if (typeof value !== "object" || value === null) return line;
  if (line.length + column <= width && !hasCode(value)) return line;
  const inner = indent + 2;
  const pad = " ".repeat(inner);
  if (Array.isArray(value)) {
    const items = value.map((item) => `${pad}${formatLiteral(item, inner)},\n`);
    return `[\n${items.join("")}${" ".repeat(indent)}]`;
  }
  const members = getMembers(value).map(([name, member]) => {
    return `${pad}${name}: ${formatLiteral(member, inner, inner + name.length + 3)},\n`;
  });
  return `{\n${members.join("")}${" ".repeat(indent)}}`;
}

function hasCode(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return value instanceof Code || Object.values(value).some(hasCode);
}

function formatInline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(formatInline).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = getMembers(value).map(([name, member]) => `${name}: ${formatInline(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

function getMembers(value: object): [string, unknown][] {
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return entries.map(([name, member]) => [/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name), member]);
}
