import type { ReasoningDetail } from "@org/types/schemas";
import { isJSONObject } from "../utils/is-record.ts";
import { couldBeSame, mergeFields, type Accumulator } from "./merge-delta.ts";

type Detail = Readonly<Record<string, unknown>>;

/** The field of each type that is sent in fragments. Deltas of other types are kept as received. */
const fragmentedField: ReadonlyMap<unknown, string> = new Map([
  ["reasoning.text", "text"],
  ["reasoning.summary", "summary"],
  ["reasoning.encrypted", "data"],
]);

/**
 * Merges reasoning deltas into the blocks that they continue: the last block of the same index, if its type is the
 * same. Each block stays at the position of its first delta. Providers reject blocks that are sent back changed, so a
 * delta that may not belong to a block starts a new one.
 */
export function addReasoningDetails(details: ReasoningDetail[], deltas: readonly unknown[]): void {
  const blocks = details as unknown as Detail[];
  for (const delta of deltas) {
    if (!isJSONObject(delta)) continue;
    if (blocks.some((block) => isRepeated(block, delta))) continue;
    const position = blocks.findLastIndex((block) => getIndex(block) === getIndex(delta));
    const block = blocks[position];
    if (block && isContinued(block, delta, position === blocks.length - 1)) blocks[position] = merge(block, delta);
    else blocks.push({ ...delta });
  }
}

/** Some providers send `null` where others omit the index. */
function getIndex(detail: Detail): unknown {
  return detail["index"] ?? undefined;
}

/** Returns whether a delta repeats a finished block: it has the same data or signature, and no other text. */
function isRepeated(block: Detail, delta: Detail): boolean {
  const key = fragmentedField.get(delta["type"]);
  if (!key || block["type"] !== delta["type"] || !couldBeSame(block["id"], delta["id"])) return false;
  const finalField = key === "data" ? key : "signature";
  return (
    Boolean(delta[finalField]) && delta[finalField] === block[finalField] && (!delta[key] || delta[key] === block[key])
  );
}

function isContinued(block: Detail, delta: Detail, isLast: boolean): boolean {
  const key = fragmentedField.get(delta["type"]);
  if (!key || block["type"] !== delta["type"] || !couldBeSame(block["id"], delta["id"])) return false;
  // Without an index only the order relates deltas, and encrypted reasoning is sent whole.
  if (getIndex(delta) === undefined && (!isLast || key === "data")) return false;
  // A signature ends its block, though some providers number all blocks 0.
  const { signature } = block;
  return !signature || signature === delta["signature"] || !(delta["signature"] || delta[key]);
}

function merge(block: Detail, delta: Detail): Detail {
  const accumulator: Accumulator = new Map(Object.entries(block));
  mergeFields(accumulator, delta, (current, added, name) =>
    name === fragmentedField.get(delta["type"]) && typeof current === "string" && typeof added === "string"
      ? current + added
      : added,
  );
  return Object.fromEntries(accumulator);
}
