import { isJSONObject } from "../utils/is-record.ts";

/** The fields received so far, in order of arrival. A Map, since JSON may contain the key `__proto__`. */
export type Accumulator = Map<string, unknown>;

/** Returns the new value of a field, given its value so far and the value in a delta. */
export type MergeRule = (current: unknown, added: unknown, key: string) => unknown;

/** Merges the fields of a delta. Null, undefined, or an empty string never overwrites a known value. */
export function mergeFields(accumulator: Accumulator, delta: object, merge: MergeRule): void {
  for (const [key, added] of Object.entries(delta) as [string, unknown][]) {
    const current = accumulator.get(key);
    const hasValue = added !== undefined && added !== null && (added !== "" || current === null);
    if (current === undefined || hasValue) accumulator.set(key, merge(current, added, key));
  }
}

/** Keeps the later value, except a `created` of 0, which means unknown. */
export const replace: MergeRule = (current, added, key) =>
  key === "created" && added === 0 ? (current ?? added) : added;

/**
 * Concatenates strings, appends to lists, and merges objects field by field; keeps the later value of any other type.
 * Lists and objects are copied, since those of a chunk belong to the consumer of the chunks.
 */
export const appendDelta: MergeRule = (current, added, key) => {
  if (typeof current === "string" && typeof added === "string") return current + added;
  if (Array.isArray(added) || Array.isArray(current)) return appendItems(current, added);
  if (!isJSONObject(added)) return added;
  const accumulator: Accumulator = new Map(isJSONObject(current) ? Object.entries(current) : []);
  const fragmented = fragmentedFields.get(key);
  mergeFields(accumulator, added, (currentField, addedField, name) => {
    if (fragmented?.includes(name)) return joinFragments(currentField, addedField, name);
    return typeof addedField === "string" ? addedField : appendDelta(currentField, addedField, "");
  });
  return Object.fromEntries(accumulator);
};

/** The strings within objects that are sent in fragments. Other strings, such as an ID, may be repeated. */
const fragmentedFields: ReadonlyMap<string, readonly string[]> = new Map([
  ["audio", ["data", "transcript"]],
  ["function", ["name", "arguments"]],
  ["function_call", ["name", "arguments"]],
  ["custom", ["name", "input"]],
]);

/** Some servers send arguments as an object, and some repeat the name in every delta. */
function joinFragments(current: unknown, added: unknown, name: string): unknown {
  if (added === null || (name === "name" && current === added)) return added;
  return `${toText(current ?? "")}${toText(added)}`;
}

function toText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function appendItems(current: unknown, added: unknown): unknown[] {
  const list = Array.isArray(current) ? (current as unknown[]) : toList(current);
  for (const item of toList(added)) list.push(item);
  return list;
}

function toList(value: unknown): unknown[] {
  if (Array.isArray(value)) return [...(value as unknown[])];
  return value === undefined || value === null || value === "" ? [] : [value];
}

/** Returns the fields as an object that later deltas do not change. */
export function toObject(accumulator: Accumulator): Record<string, unknown> {
  return Object.fromEntries([...accumulator].map(([key, value]) => [key, clone(value)]));
}

function clone(value: unknown): unknown {
  if (Array.isArray(value)) return [...(value as unknown[])];
  return isJSONObject(value) ? toObject(new Map(Object.entries(value))) : value;
}

/** Returns whether two IDs or names may refer to the same thing: they are equal, or one of them is not known yet. */
export function couldBeSame(one: unknown, other: unknown): boolean {
  return !one || !other || one === other;
}
