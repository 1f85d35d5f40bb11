/** What the generated modules use or export themselves. */
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
 * The TypeScript name of each schema: its own where that is an identifier, else one made from it. Names that are
 * fine are given first, so a new `foo-bar` beside `FooBar` becomes `FooBar2` and `FooBar` stays.
 */
export function nameSchemas(schemas: Iterable<string>): Map<string, string> {
  const all = [...schemas];
  const taken = new Set(all.filter(isUsable));
  return new Map(all.map((name) => [name, isUsable(name) ? name : freeName(identifier(name), taken)]));
}

/** `wanted`, or with the smallest number behind it that is free; it is taken from now on. */
export function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let n = 2; taken.has(name) || reserved.has(name); n++) name = `${wanted}${n}`;
  taken.add(name);
  return name;
}

/** `repos/get-content` → `ReposGetContent`, `1st` → `_1st`, `Record` → `RecordSchema`. */
export function identifier(text: string): string {
  if (reserved.has(text)) return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}Schema`;
  const joined = text
    .split(/[^\p{ID_Continue}$]+/u)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("");
  return /^[\p{ID_Start}_$]/u.test(joined) ? joined : `_${joined}`;
}

function isUsable(name: string): boolean {
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) && !reserved.has(name);
}
