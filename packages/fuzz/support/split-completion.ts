import type { ChatCompletion } from "@org/sdk/models";
import * as fc from "fast-check";
import { dropMissing, missing, type Fields } from "./missing-fields.ts";

/** How a server numbers and names the pieces of tool calls after the first one of each. */
const styles = fc.record({
  index: fc.constantFrom("numbered", "zero", "null", "missing"),
  laterId: fc.constantFrom("missing", "null", "empty", "same", "changed"),
  laterName: fc.constantFrom("missing", "null", "empty", "same"),
  detailIndex: fc.constantFrom("numbered", "null", "missing"),
  isMessage: fc.boolean(),
});
type Style = typeof styles extends fc.Arbitrary<infer T> ? T : never;

const words = fc.string({ minLength: 1, maxLength: 12 });
const json = fc.dictionary(fc.string({ maxLength: 4 }), fc.oneof(fc.string(), fc.integer()), { maxKeys: 3 });
const calls = fc.array(fc.record({ name: fc.constantFrom("look", "find", "now"), args: json }), { maxLength: 3 });
const blocks = fc.array(fc.record({ isSealed: fc.boolean(), isRepeated: fc.boolean(), words }), { maxLength: 3 });
const parts = fc.array(words, { minLength: 1, maxLength: 4 });
/** Where to cut: the lengths of the pieces, again and again. */
const cuts = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 });

/** A completion, and chunks that amount to it. */
export function cutCompletion(): fc.Arbitrary<{ completion: ChatCompletion; chunks: readonly Fields[] }> {
  const content = fc.oneof(fc.constant(null), words, parts);
  return fc
    .record({ content, reasoning: fc.option(words), calls, blocks, style: styles, cuts, noise: fc.boolean() })
    .map((given) => {
      const pieces = [
        ...cutText(given.reasoning ?? "", given.cuts).map((reasoning) => ({ reasoning })),
        ...cutBlocks(given.blocks, given.style, given.cuts),
        ...cutContent(given.content, given.cuts),
        ...cutCalls(given.calls, given.style, given.cuts),
      ];
      const key = given.style.isMessage ? "message" : "delta";
      const toChunk = (piece: Fields): Fields => {
        const said = { role: "assistant", ...piece };
        return { ...head, choices: [{ index: 0, [key]: said, finish_reason: null }] };
      };
      const around = given.noise ? noise : [];
      const chunks = pieces.flatMap((piece) => around.concat(toChunk(piece)));
      const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
      const last = { ...head, choices: [{ index: 0, delta: {}, finish_reason: "stop" }], usage };
      const message = {
        role: "assistant",
        content: Array.isArray(given.content) ? given.content.map(partOf) : given.content,
        refusal: null,
        reasoning: given.reasoning,
        ...(given.blocks.length > 0 && {
          reasoning_details: given.blocks.map((block, at) => blockOf(block, at, given.style)),
        }),
        ...(given.calls.length > 0 && { tool_calls: given.calls.map(callOf) }),
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

function cutText(whole: string, lengths: readonly number[]): string[] {
  const pieces: string[] = [];
  for (let at = 0, turn = 0; at < whole.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1;
    pieces.push(whole.slice(at, at + length));
    at += length;
  }
  return pieces;
}

/** Thoughts and texts alternate: two parts of one kind next to each other look like one that was cut. */
function partOf(said: string, place: number): Fields {
  return place % 2 === 0
    ? { type: "thinking", thinking: [{ type: "text", text: said }] }
    : { type: "text", text: said };
}

function cutContent(content: string | string[] | null, lengths: readonly number[]): Fields[] {
  if (!Array.isArray(content)) return cutText(content ?? "", lengths).map((piece) => ({ content: piece }));
  return content.flatMap((said, place) =>
    cutText(said, lengths).map((piece, at) => ({
      // Once there is a list, a text may come as one.
      content: place % 2 === 1 && at > 0 ? piece : [partOf(piece, place)],
    })),
  );
}

function blockOf({ isSealed, words: said }: { isSealed: boolean; words: string }, at: number, style: Style): Fields {
  const index = { numbered: at, null: null, missing }[style.detailIndex];
  // What is sealed is never the same twice.
  return dropMissing(
    isSealed
      ? { type: "reasoning.encrypted", index, data: `${at}${said}` }
      : { type: "reasoning.text", index, text: said, signature: `s${at}` },
  );
}

function cutBlocks(
  given: readonly { isSealed: boolean; isRepeated: boolean; words: string }[],
  style: Style,
  lengths: readonly number[],
): Fields[] {
  return given.flatMap((each, at) => {
    const { text: _, signature, ...block } = blockOf(each, at, style);
    const texts = each.isSealed ? [] : cutText(each.words, lengths);
    const pieces: Fields[] = texts.map((piece) => Object.assign({ text: piece }, block));
    // A text ends with its signature, which comes alone; what is sealed comes whole.
    pieces.push(each.isSealed ? block : { ...block, signature });
    if (each.isRepeated) pieces.push(blockOf(each, at, style));
    return pieces.map((piece) => ({ reasoning_details: [piece] }));
  });
}

function callOf({ name, args }: { name: string; args: object }, index: number): Fields {
  return { index, id: `call_${index}`, type: "function", function: { name, arguments: JSON.stringify(args) } };
}

function cutCalls(
  given: readonly { name: string; args: object }[],
  style: Style,
  lengths: readonly number[],
): Fields[] {
  const sequences = given.map((each, at) => {
    const call = callOf(each, at);
    const index = { numbered: at, zero: 0, null: null, missing }[style.index];
    // A name together with another id is another call.
    const laterId = style.laterName === "same" && style.laterId === "changed" ? "missing" : style.laterId;
    return ["", ...cutText(JSON.stringify(each.args), lengths)].map((piece, place) => {
      const id = { missing, null: null, empty: "", same: call["id"], changed: `later_${at}_${place}` }[laterId];
      const name = { missing, null: null, empty: "", same: each.name }[style.laterName];
      const first = { index, id: call["id"], type: "function", function: { name: each.name, arguments: piece } };
      const later = { index, id, function: dropMissing({ name, arguments: piece }) };
      return { tool_calls: [dropMissing(place === 0 ? first : later)] };
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
