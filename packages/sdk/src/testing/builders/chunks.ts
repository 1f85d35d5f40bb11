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
 * Creates the chunks of a stream: reasoning and text word by word, tool calls in fragments, the finish reason, and the
 * usage. Accumulated, they are the completion of the same fields.
 *
 * @param answer The fields of a completion, only its text, or a `ChatCompletion`.
 * @returns The chunks, in order.
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
  const createChunk = (choice: ChatCompletionChunkChoice): ChatCompletionChunk => ({
    id,
    object: "chat.completion.chunk",
    created,
    model,
    provider,
    choices: [choice],
  });
  const all = choices.flatMap((choice) => splitChoice(choice).map(createChunk));
  const last = all.at(-1);
  // The usage is in a separate chunk, which repeats the finish reason.
  return last && usage ? [...all, { ...last, usage }] : all;
}

function splitChoice(whole: ChatCompletionChoice): ChatCompletionChunkChoice[] {
  const { index, message, finish_reason, native_finish_reason, logprobs } = whole;
  const createChoice = (delta: Delta): ChatCompletionChunkChoice => ({
    index,
    delta: { role: "assistant", content: "", ...delta },
    finish_reason: null,
    native_finish_reason: null,
  });
  const deltas = [
    {},
    ...splitReasoning(message),
    ...splitContent(message),
    ...splitToolCalls(message),
    ...splitOthers(message),
  ];
  const end = { ...createChoice({}), finish_reason, native_finish_reason, ...(logprobs && { logprobs }) };
  return [...deltas.map(createChoice), end];
}

function splitReasoning({ reasoning, reasoning_details: details }: ChatCompletionMessage): Delta[] {
  if (!reasoning && !details) return [];
  const [first, ...rest] = details ?? [];
  // How providers fragment reasoning that is encrypted, signed or summarized is not specified, so it stays whole.
  const isPlain = reasoning && first?.type === "reasoning.text" && first.text === reasoning && !first.signature;
  if (!isPlain || rest.length > 0) return [{ reasoning, ...(details && { reasoning_details: details }) }];
  return splitWords(reasoning).map((text) => ({ reasoning: text, reasoning_details: [{ ...first, text }] }));
}

function splitContent({ content }: ChatCompletionMessage): Delta[] {
  return splitWords(content ?? "").map((text) => ({ content: text }));
}

function splitToolCalls({ tool_calls = [] }: ChatCompletionMessage): Delta[] {
  return tool_calls.flatMap((call, position) =>
    splitToolCall(call, position).map((delta) => ({ content: null, tool_calls: [delta] })),
  );
}

/** The first delta of a call has its ID and name; the others have only a fragment of the arguments. */
function splitToolCall({ index, id, function: called }: ChatCompletionMessageToolCall, position: number): ToolCall[] {
  const toolIndex = index ?? position;
  const fragments = called.arguments?.match(/[^]{1,12}/gu) ?? [];
  const first = { index: toolIndex, id, type: "function" as const, function: { name: called.name, arguments: "" } };
  return [
    first,
    ...fragments.map((fragment) => ({
      index: toolIndex,
      type: "function" as const,
      function: { arguments: fragment },
    })),
  ];
}

function splitOthers({ refusal, annotations = [], images = [], audio }: ChatCompletionMessage): Delta[] {
  return [
    ...(refusal ? [{ refusal }] : []),
    ...annotations.map((annotation) => ({ annotations: [annotation] })),
    ...images.map((image) => ({ images: [image] })),
    ...(audio ? [{ audio }] : []),
  ];
}

function splitWords(text: string): string[] {
  return text === "" ? [] : text.split(/(?<= )/);
}
