/** The fields so far, in the order in which they arrived. A map: JSON may hold a key `__proto__`. */
export type Draft = Map<string, unknown>;

/** Returns what a field becomes with what a delta adds to it. */
export type Rule = (before: unknown, added: unknown, key: string) => unknown;

/** Adds the fields of a delta. Null, a missing value or an empty text never replaces what is known. */
export function addFields(draft: Draft, delta: object, rule: Rule): void {
  for (const [key, added] of Object.entries(delta) as [string, unknown][]) {
    const before = draft.get(key);
    const isKnown = added !== undefined && added !== null && (added !== "" || before === null);
    if (before === undefined || isKnown) draft.set(key, rule(before, added, key));
  }
}

/** The later value counts, but a `created` of 0 is an unknown one. */
export const replaced: Rule = (before, added, key) => (key === "created" && added === 0 ? (before ?? added) : added);

/**
 * Joins texts, appends lists, and joins objects field by field; of anything else the later value counts. Lists and objects
 * are copies: those of a chunk belong to the reader of the chunks.
 */
export const grown: Rule = (before, added, key) => {
  if (typeof before === "string" && typeof added === "string") return before + added;
  if (Array.isArray(added) || Array.isArray(before)) return appended(before, added);
  if (!isRecord(added)) return added;
  const draft: Draft = new Map(isRecord(before) ? Object.entries(before) : []);
  const pieces = piecesIn.get(key);
  addFields(draft, added, (inner, more, name) => {
    if (pieces?.includes(name)) return joinPieces(inner, more, name);
    return typeof more === "string" ? more : grown(inner, more, "");
  });
  return Object.fromEntries(draft);
};

/** The texts within objects that arrive in pieces. Others, such as an id, may be repeated. */
const piecesIn: ReadonlyMap<string, readonly string[]> = new Map([
  ["audio", ["data", "transcript"]],
  ["function", ["name", "arguments"]],
  ["function_call", ["name", "arguments"]],
  ["custom", ["name", "input"]],
]);

/** Some servers send arguments as an object, and some repeat the name with every piece. */
function joinPieces(before: unknown, added: unknown, name: string): unknown {
  if (added === null || (name === "name" && before === added)) return added;
  return `${toText(before ?? "")}${toText(added)}`;
}

function toText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function appended(before: unknown, added: unknown): unknown[] {
  const list = Array.isArray(before) ? (before as unknown[]) : toList(before);
  for (const item of toList(added)) list.push(item);
  return list;
}

function toList(value: unknown): unknown[] {
  if (Array.isArray(value)) return [...(value as unknown[])];
  return value === undefined || value === null || value === "" ? [] : [value];
}

/** A copy that does not grow any more. */
export function copied(value: unknown): unknown {
  if (Array.isArray(value)) return [...(value as unknown[])];
  return isRecord(value) ? fieldsOf(new Map(Object.entries(value))) : value;
}

/** The fields as an object, which does not grow any more. */
export function fieldsOf(draft: Draft): Record<string, unknown> {
  return Object.fromEntries([...draft].map(([key, value]) => [key, copied(value)]));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether two names may be of the same thing: they are the same, or one of them is not known yet. */
export function agree(one: unknown, other: unknown): boolean {
  return !one || !other || one === other;
}
