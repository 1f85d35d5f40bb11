import type { ReasoningDetail } from "@org/types/schemas";
import { agree, isRecord } from "./grow.ts";

type Detail = Readonly<Record<string, unknown>>;

/** Where each kind has what comes in pieces. Of a kind that is not known here every piece is kept as it came. */
const pieceOf: Readonly<Record<string, string | undefined>> = {
  "reasoning.text": "text",
  "reasoning.summary": "summary",
  "reasoning.encrypted": "data",
};

/**
 * Joins pieces to the blocks that they continue: those of the same type and index. Each block stands where its first
 * piece came. A provider refuses blocks that come back changed, so that in doubt a piece is a block of its own.
 */
export function addReasoningDetails(known: ReasoningDetail[], pieces: readonly unknown[]): void {
  const blocks = known as unknown as Detail[];
  for (const piece of pieces) {
    if (!isRecord(piece)) continue;
    const at = blocks.findLastIndex(({ type, index }) => type === piece["type"] && index === piece["index"]);
    const block = blocks[at];
    if (block && continues(block, piece, at === blocks.length - 1)) blocks[at] = joined(block, piece);
    else blocks.push({ ...piece });
  }
}

function continues(block: Detail, piece: Detail, isLast: boolean): boolean {
  const key = pieceOf[String(piece["type"])];
  if (!key || !agree(block["id"], piece["id"])) return false;
  // Without an index nothing but their order says what belongs together, and sealed thoughts come whole.
  if (piece["index"] === undefined && (!isLast || key === "data")) return false;
  // A signature ends its block, though some providers number all blocks 0.
  const { signature } = block;
  return !signature || signature === piece["signature"] || !(piece["signature"] || piece[key]);
}

function joined(block: Detail, piece: Detail): Detail {
  const key = pieceOf[String(piece["type"])] ?? "";
  const said = Object.entries(piece).filter(([name, value]) => !(name in block) || (value ?? undefined) !== undefined);
  const text =
    typeof block[key] === "string" && typeof piece[key] === "string" ? { [key]: block[key] + piece[key] } : {};
  return { ...block, ...Object.fromEntries(said), ...text };
}
