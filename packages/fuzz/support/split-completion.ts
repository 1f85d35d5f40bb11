import type { ChatCompletion } from "@org/sdk/models";
import * as fc from "fast-check";
import { dropMissing, missing, type Fields } from "./missing-fields.ts";

/** How a server sends indexes, IDs and names in the deltas of a tool call after its first one. */
const styles = fc.record({
  index: fc.constantFrom("numbered", "zero", "null", "missing"),
  laterId: fc.constantFrom("missing", "null", "empty", "same", "changed"),
  laterName: fc.constantFrom("missing", "null", "empty", "same"),
  detailIndex: fc.constantFrom("numbered", "null", "missing"),
  isMessage: fc.boolean(),
});
type Style = typeof styles extends fc.Arbitrary<infer T> ? T : never;

interface Block {
  readonly isEncrypted: boolean;
  readonly text: string;
}

const shortText = fc.string({ minLength: 1, maxLength: 12 });
const json = fc.dictionary(fc.string({ maxLength: 4 }), fc.oneof(fc.string(), fc.integer()), { maxKeys: 3 });
const calls = fc.array(fc.record({ name: fc.constantFrom("look", "find", "now"), args: json }), { maxLength: 3 });
const blocks = fc.array(fc.record({ isEncrypted: fc.boolean(), isRepeated: fc.boolean(), text: shortText }), {
  maxLength: 3,
});
const parts = fc.array(shortText, { minLength: 1, maxLength: 4 });
/** The lengths of the pieces of a text, repeated as often as needed. */
const pieceLengths = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 });

/** Generates a completion, and chunks that add up to it. */
export function splitCompletion(): fc.Arbitrary<{ completion: ChatCompletion; chunks: readonly Fields[] }> {
  const content = fc.oneof(fc.constant(null), shortText, parts);
  return fc
    .record({
      content,
      reasoning: fc.option(shortText),
      calls,
      blocks,
      style: styles,
      pieceLengths,
      noise: fc.boolean(),
    })
    .map((generated) => {
      const pieces = [
        ...splitText(generated.reasoning ?? "", generated.pieceLengths).map((reasoning) => ({ reasoning })),
        ...splitReasoning(generated.blocks, generated.style, generated.pieceLengths),
        ...splitContent(generated.content, generated.pieceLengths),
        ...splitToolCalls(generated.calls, generated.style, generated.pieceLengths),
      ];
      const key = generated.style.isMessage ? "message" : "delta";
      const toChunk = (piece: Fields): Fields => ({
        ...head,
        choices: [{ index: 0, [key]: { role: "assistant", ...piece }, finish_reason: null }],
      });
      const around = generated.noise ? noise : [];
      const chunks = pieces.flatMap((piece) => around.concat(toChunk(piece)));
      const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
      const last = { ...head, choices: [{ index: 0, delta: {}, finish_reason: "stop" }], usage };
      const message = {
        role: "assistant",
        content: Array.isArray(generated.content) ? generated.content.map(toContentPart) : generated.content,
        refusal: null,
        reasoning: generated.reasoning,
        ...(generated.blocks.length > 0 && {
          reasoning_details: generated.blocks.map((block, position) =>
            toReasoningDetail(block, position, generated.style),
          ),
        }),
        ...(generated.calls.length > 0 && { tool_calls: generated.calls.map(toToolCall) }),
      };
      const choice = { index: 0, finish_reason: "stop", native_finish_reason: null, logprobs: null, message };
      const completion = { ...head, object: "chat.completion", choices: [choice], usage } as unknown as ChatCompletion;
      return { completion, chunks: [...chunks, last, ...around] };
    });
}

const head = { id: "gen-1", object: "chat.completion.chunk", created: 1, model: "acme/small-1" };
const empty = { id: "", object: "", created: 0, model: "" };
const noise: readonly Fields[] = [
  { ...empty, choices: [] },
  { ...empty, choices: null },
  {
    ...empty,
    choices: [{ index: 0, delta: { role: "", content: null, reasoning: null, tool_calls: [] }, finish_reason: "" }],
  },
];

function splitText(text: string, lengths: readonly number[]): string[] {
  const pieces: string[] = [];
  for (let start = 0, turn = 0; start < text.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1;
    pieces.push(text.slice(start, start + length));
    start += length;
  }
  return pieces;
}

/** Alternates thinking and text: two adjacent parts of one type look like a single part that is split. */
function toContentPart(content: string, index: number): Fields {
  return index % 2 === 0
    ? { type: "thinking", thinking: [{ type: "text", text: content }] }
    : { type: "text", text: content };
}

function splitContent(content: string | string[] | null, lengths: readonly number[]): Fields[] {
  if (!Array.isArray(content)) return splitText(content ?? "", lengths).map((piece) => ({ content: piece }));
  return content.flatMap((part, index) =>
    splitText(part, lengths).map((piece, pieceIndex) => ({
      // After a list, text may also be sent as a string.
      content: index % 2 === 1 && pieceIndex > 0 ? piece : [toContentPart(piece, index)],
    })),
  );
}

function toReasoningDetail({ isEncrypted, text }: Block, position: number, style: Style): Fields {
  const index = { numbered: position, null: null, missing }[style.detailIndex];
  // Encrypted data is unique.
  return dropMissing(
    isEncrypted
      ? { type: "reasoning.encrypted", index, data: `${position}${text}` }
      : { type: "reasoning.text", index, text, signature: `s${position}` },
  );
}

function splitReasoning(
  blockList: readonly (Block & { isRepeated: boolean })[],
  style: Style,
  lengths: readonly number[],
): Fields[] {
  return blockList.flatMap((block, position) => {
    const { text: _, signature, ...detail } = toReasoningDetail(block, position, style);
    const texts = block.isEncrypted ? [] : splitText(block.text, lengths);
    const pieces: Fields[] = texts.map((piece) => Object.assign({ text: piece }, detail));
    // The signature of a text follows in its own delta. Encrypted data is not split.
    pieces.push(block.isEncrypted ? detail : { ...detail, signature });
    if (block.isRepeated) pieces.push(toReasoningDetail(block, position, style));
    return pieces.map((piece) => ({ reasoning_details: [piece] }));
  });
}

function toToolCall({ name, args }: { name: string; args: object }, index: number): Fields {
  return { index, id: `call_${index}`, type: "function", function: { name, arguments: JSON.stringify(args) } };
}

function splitToolCalls(
  callList: readonly { name: string; args: object }[],
  style: Style,
  lengths: readonly number[],
): Fields[] {
  const sequences = callList.map((call, position) => {
    const { id: firstId } = toToolCall(call, position);
    const index = { numbered: position, zero: 0, null: null, missing }[style.index];
    // A delta with a name and another ID starts another call.
    const laterId = style.laterName === "same" && style.laterId === "changed" ? "missing" : style.laterId;
    return ["", ...splitText(JSON.stringify(call.args), lengths)].map((piece, pieceIndex) => {
      const changed = `later_${position}_${pieceIndex}`;
      const id = { missing, null: null, empty: "", same: firstId, changed }[laterId];
      const name = { missing, null: null, empty: "", same: call.name }[style.laterName];
      const first = { index, id: firstId, type: "function", function: { name: call.name, arguments: piece } };
      const later = { index, id, function: dropMissing({ name, arguments: piece }) };
      return { tool_calls: [dropMissing(pieceIndex === 0 ? first : later)] };
    });
  });
  return style.index === "numbered" ? interleave(sequences) : sequences.flat();
}

function interleave<T>(sequences: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...sequences.map((sequence) => sequence.length));
  return Array.from({ length: longest }, (_, turn) =>
    sequences.flatMap((sequence) => sequence.slice(turn, turn + 1)),
  ).flat();
}
