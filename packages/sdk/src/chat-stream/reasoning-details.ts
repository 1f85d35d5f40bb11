import type { ReasoningDetail } from "@org/types/schemas";
import { addFields, agree, isRecord, type Draft } from "./merge-delta.ts";

type Detail = Readonly<Record<string, unknown>>;

/** Where each kind has what comes in pieces. Of a kind that is not known here every piece is kept as it came. */
const pieceOf: ReadonlyMap<unknown, string> = new Map([
  ["reasoning.text", "text"],
  ["reasoning.summary", "summary"],
  ["reasoning.encrypted", "data"],
]);

/**
 * Joins pieces to the blocks that they continue: those of the same type and index, with nothing else of that index between.
 * Each block stays where its first piece came. A provider refuses blocks that come back changed, so that in doubt a piece
 * is a block of its own.
 */
export function addReasoningDetails(known: ReasoningDetail[], pieces: readonly unknown[]): void {
  const blocks = known as unknown as Detail[];
  for (const piece of pieces) {
    if (!isRecord(piece)) continue;
    if (blocks.some((block) => repeats(block, piece))) continue;
    const at = blocks.findLastIndex((block) => indexOf(block) === indexOf(piece));
    const block = blocks[at];
    if (block && continues(block, piece, at === blocks.length - 1)) blocks[at] = joined(block, piece);
    else blocks.push({ ...piece });
  }
}

/** Some providers send `null` where others leave the index out. */
function indexOf(detail: Detail): unknown {
  return detail["index"] ?? undefined;
}

/** Whether a piece is a sealed block that has arrived already: it has its data or signature, and no other text. */
function repeats(block: Detail, piece: Detail): boolean {
  const key = pieceOf.get(piece["type"]);
  if (!key || block["type"] !== piece["type"] || !agree(block["id"], piece["id"])) return false;
  const seal = key === "data" ? key : "signature";
  return Boolean(piece[seal]) && piece[seal] === block[seal] && (!piece[key] || piece[key] === block[key]);
}

function continues(block: Detail, piece: Detail, isLast: boolean): boolean {
  const key = pieceOf.get(piece["type"]);
  if (!key || block["type"] !== piece["type"] || !agree(block["id"], piece["id"])) return false;
  // Without an index nothing but their order says what belongs together, and sealed thoughts come whole.
  if (indexOf(piece) === undefined && (!isLast || key === "data")) return false;
  // A signature ends its block, though some providers number all blocks 0.
  const { signature } = block;
  return !signature || signature === piece["signature"] || !(piece["signature"] || piece[key]);
}

function joined(block: Detail, piece: Detail): Detail {
  const draft: Draft = new Map(Object.entries(block));
  addFields(draft, piece, (before, added, name) =>
    name === pieceOf.get(piece["type"]) && typeof before === "string" && typeof added === "string"
      ? before + added
      : added,
  );
  return Object.fromEntries(draft);
}
