/** Keywords, and names that the generated modules use or export. */
const reserved = new Set(
  (
    "Array Blob Exclude Omit Promise Readonly ReadonlyArray Record WithRequired " +
    "components operations paths webhooks Operations any as async await bigint boolean break case catch class const " +
    "continue debugger declare default delete do else enum export extends false finally for from function global if " +
    "implements import in infer instanceof interface intrinsic is keyof let module namespace never new null number " +
    "object of package private protected public readonly require return static string super switch symbol this throw " +
    "true try type typeof undefined unique unknown var void while with yield"
  ).split(" "),
);

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
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) && !reserved.has(name);
}
