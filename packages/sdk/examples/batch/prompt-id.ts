import { createHash } from "node:crypto";

/**
 * Derives the id of a job from its request: the same request has the same id, in whatever order its keys are. The first,
 * second … occurrence in a file have different ids, so that each gets a result.
 */
export function createPromptId(request: unknown, occurrence: number): string {
  const text = `${occurrence}:${toCanonicalJSON(request)}`;
  const digest = createHash("sha256").update(text).digest("hex");
  // The version (8, custom) and the variant of https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-8
  const hex = `${digest.slice(0, 12)}8${digest.slice(13, 16)}8${digest.slice(17, 32)}`;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Formats a JSON value with sorted keys and without white space. */
export function toCanonicalJSON(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
