import type {
  ChatCompletion,
  ChatCompletionChoice,
  ChatCompletionChunk,
  ChatCompletionChunkChoice,
  ChatCompletionChunkChoiceDelta,
  ChatCompletionChunkChoiceDeltaToolCall,
  ChatCompletionMessage,
  ChatCompletionMessageToolCall,
} from "@org/types/schemas";
import { completion, type CompletionFields } from "./completion.ts";

type Delta = ChatCompletionChunkChoiceDelta;
type ToolCall = ChatCompletionChunkChoiceDeltaToolCall;

/**
 * An answer as the chunks of a stream: its thoughts and its text word by word, its tool calls in pieces, why it ended,
 * and at last its usage. Joined, they are the completion of the same fields.
 *
 * @param answer the fields of a completion, its text alone, or a whole one
 *
 * @example
 * ```ts
 * import { chunks } from "@org/sdk/testing.js";
 *
 * console.log(chunks("One, two.").map(({ choices }) => choices[0]?.delta.content));
 * ```
 * ```text
 * [ '', 'One, ', 'two.', '', '' ]
 * ```
 */
export function chunks(answer: string | CompletionFields | ChatCompletion): ChatCompletionChunk[] {
  const { id, created, model, provider, choices, usage } = completion(answer);
  const chunk = (choice: ChatCompletionChunkChoice): ChatCompletionChunk => ({
    id,
    object: "chat.completion.chunk",
    created,
    model,
    provider,
    choices: [choice],
  });
  const all = choices.flatMap((choice) => choicesOf(choice).map(chunk));
  const last = all.at(-1);
  // The usage comes in a chunk of its own, which says once more why the answer ended.
  return last && usage ? [...all, { ...last, usage }] : all;
}

function choicesOf(whole: ChatCompletionChoice): ChatCompletionChunkChoice[] {
  const { index, message, finish_reason, native_finish_reason, logprobs } = whole;
  const choice = (delta: Delta): ChatCompletionChunkChoice => ({
    index,
    delta: { role: "assistant", content: "", ...delta },
    finish_reason: null,
    native_finish_reason: null,
  });
  const deltas = [{}, ...thoughts(message), ...words(message), ...calls(message), ...others(message)];
  const end = { ...choice({}), finish_reason, native_finish_reason, ...(logprobs && { logprobs }) };
  return [...deltas.map(choice), end];
}

function thoughts({ reasoning, reasoning_details: details }: ChatCompletionMessage): Delta[] {
  if (!reasoning && !details) return [];
  const [only, ...rest] = details ?? [];
  // Thoughts that are encrypted, signed or summed up come in pieces of which nobody can say how they are cut.
  const isPlain = reasoning && only?.type === "reasoning.text" && only.text === reasoning && !only.signature;
  if (!isPlain || rest.length > 0) return [{ reasoning, ...(details && { reasoning_details: details }) }];
  return wordsIn(reasoning).map((text) => ({ reasoning: text, reasoning_details: [{ ...only, text }] }));
}

function words({ content }: ChatCompletionMessage): Delta[] {
  return wordsIn(content ?? "").map((text) => ({ content: text }));
}

function calls({ tool_calls = [] }: ChatCompletionMessage): Delta[] {
  return tool_calls.flatMap((call, place) =>
    piecesOf(call, place).map((piece) => ({ content: null, tool_calls: [piece] })),
  );
}

/** A call begins with its id and name; what follows only has the next piece of the arguments. */
function piecesOf({ index, id, function: called }: ChatCompletionMessageToolCall, place: number): ToolCall[] {
  const at = index ?? place;
  const parts = called.arguments?.match(/[^]{1,12}/gu) ?? [];
  const begin = { index: at, id, type: "function" as const, function: { name: called.name, arguments: "" } };
  return [begin, ...parts.map((part) => ({ index: at, type: "function" as const, function: { arguments: part } }))];
}

function others({ refusal, annotations = [], images = [], audio }: ChatCompletionMessage): Delta[] {
  return [
    ...(refusal ? [{ refusal }] : []),
    ...annotations.map((annotation) => ({ annotations: [annotation] })),
    ...images.map((image) => ({ images: [image] })),
    ...(audio ? [{ audio }] : []),
  ];
}

function wordsIn(text: string): string[] {
  return text === "" ? [] : text.split(/(?<= )/);
}
