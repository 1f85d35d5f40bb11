/** Fields as they stand so far, in the order in which they came. A map: JSON may hold a key `__proto__`. */
export type Draft = Map<string, unknown>;

/** What a field is with what a delta adds to it. */
export type Rule = (before: unknown, added: unknown, key: string) => unknown;

/** Adds the fields of a delta. What is null, or nothing, adds nothing to what is there. */
export function addFields(draft: Draft, delta: object, rule: Rule): void {
  for (const [key, added] of Object.entries(delta) as [string, unknown][]) {
    const before = draft.get(key);
    if (before === undefined || (added !== null && added !== undefined)) draft.set(key, rule(before, added, key));
  }
}

/** The later one counts. */
export const replaced: Rule = (_, added) => added;

/**
 * Texts are joined, lists appended, objects joined field by field; of anything else the later one counts. Lists and objects
 * are copies: those of a chunk belong to whoever reads the chunks.
 */
export const grown: Rule = (before, added) => {
  if (typeof before === "string" && typeof added === "string") return before + added;
  if (Array.isArray(added)) return appended(before, added);
  if (!isRecord(added)) return added;
  const draft: Draft = new Map(isRecord(before) ? Object.entries(before) : []);
  addFields(draft, added, (inner, more, key) =>
    typeof more !== "string" || pieces.has(key) ? grown(inner, more, key) : more,
  );
  return Object.fromEntries(draft);
};

/** The texts of objects within a delta that come in pieces: those of speech. Others, such as an id, may be repeated. */
const pieces: ReadonlySet<string> = new Set(["data", "transcript"]);

function appended(before: unknown, added: readonly unknown[]): unknown[] {
  const list: unknown[] = Array.isArray(before) ? before : [];
  for (const item of added) list.push(item);
  return list;
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
