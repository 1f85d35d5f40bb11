/** Words that cannot name a constant of a module. */
const reservedWords = (
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends " +
  "false finally for function if implements import in instanceof interface let new null package private protected " +
  "public return static super switch this throw true try typeof undefined var void while with yield"
).split(" ");

/** Words that cannot name a type, and names that the generated modules use or export. */
const reserved = new Set([
  ...reservedWords,
  ...(
    "Array Blob Exclude Omit Promise Readonly ReadonlyArray Record WithRequired " +
    "components operations paths webhooks Operations any as async bigint boolean declare from global infer intrinsic " +
    "is keyof module namespace never number object of readonly require string symbol type unique unknown"
  ).split(" "),
]);

/** Returns whether a constant of a module can have the name. */
export function isConstantName(name: string): boolean {
  return isIdentifier(name) && !reservedWords.includes(name);
}

/**
 * Assigns a TypeScript name to each schema: its own if that is an identifier, else one derived from it. Valid names are
 * assigned first: a new `foo-bar` next to `FooBar` becomes `FooBar2`, and `FooBar` keeps its name.
 */
export function assignTypeNames(schemas: Iterable<string>): Map<string, string> {
  const all = [...schemas];
  const used = new Set(all.filter(isValidName));
  return new Map(all.map((name) => [name, isValidName(name) ? name : reserveName(toIdentifier(name), used)]));
}

/** Adds a name to `used`, with the smallest number appended that makes it unique, and returns it. */
export function reserveName(preferred: string, used: Set<string>): string {
  let name = preferred;
  for (let n = 2; used.has(name) || reserved.has(name); n++) name = `${preferred}${n}`;
  used.add(name);
  return name;
}

/** Converts a text to an identifier: `repos/get-content` → `ReposGetContent`, `1st` → `_1st`, `Record` → `RecordSchema`. */
export function toIdentifier(text: string): string {
  if (reserved.has(text)) return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}Schema`;
  const joined = text
    .split(/[^\p{ID_Continue}$]+/u)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("");
  return /^[\p{ID_Start}_$]/u.test(joined) ? joined : `_${joined}`;
}

function isValidName(name: string): boolean {
  return isIdentifier(name) && !reserved.has(name);
}

function isIdentifier(name: string): boolean {
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name);
}
