import type { ChatCompletion, ChatCompletionChoice, ChatCompletionChunk, ReasoningDetail } from "@org/types/schemas";
import { isJSONObject } from "../utils/is-record.ts";
import { getText, joinContent } from "./content.ts";
import { appendDelta, mergeFields, replace, toObject, type Accumulator } from "./merge-delta.ts";
import { addReasoningDetails } from "./reasoning-details.ts";
import { addToolCalls, toToolCalls, type ToolCallAccumulator } from "./tool-calls.ts";

interface ChoiceAccumulator {
  readonly fields: Accumulator;
  readonly message: Accumulator;
  readonly toolCalls: ToolCallAccumulator[];
  /** `undefined` until a chunk has the field, even as an empty list. */
  reasoningDetails: ReasoningDetail[] | undefined;
  /** Whether a delta had text or tool calls. */
  hasDelta: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/** Builds the completion that the same request returns without `stream` from the chunks of a stream. */
export class CompletionAccumulator {
  readonly #fields: Accumulator = new Map();
  readonly #choices = new Map<number, ChoiceAccumulator>();
  /** The deltas of the first choice in the last chunk. */
  deltas: Fields[] = [];

  /** Adds a chunk, or the choices of a chunk that holds an error. */
  add(chunk: Partial<ChatCompletionChunk>): void {
    this.deltas = [];
    mergeFields(this.#fields, chunk, replace);
    const { choices } = chunk;
    if (!Array.isArray(choices)) return;
    choices.forEach((choice: unknown, position) => {
      if (isJSONObject(choice)) this.#addChoice(choice, position);
    });
  }

  /** The choices so far. */
  get choices(): ChatCompletionChoice[] {
    return [...this.#choices].toSorted(([a], [b]) => a - b).map(([index, choice]) => toChoice(index, choice));
  }

  /** The completion so far; `undefined` before the first chunk. */
  get completion(): ChatCompletion | undefined {
    if (this.#fields.size === 0) return undefined;
    const fields = new Map(this.#fields).set("object", "chat.completion");
    fields.set("choices", this.choices);
    return toObject(fields) as unknown as ChatCompletion;
  }

  #addChoice(choice: Fields, position: number): void {
    const { index, delta, message, ...fields } = choice;
    const key = typeof index === "number" ? index : position;
    let accumulator = this.#choices.get(key);
    if (!accumulator) {
      accumulator = createChoice();
      this.#choices.set(key, accumulator);
    }
    mergeFields(accumulator.fields, fields, (current, added, name) =>
      (name === "logprobs" ? appendDelta : replace)(current, added, name),
    );
    const added = selectDelta(accumulator, delta, message);
    addDelta(accumulator, added);
    if (key === 0) this.deltas.push(added);
  }
}

/** Returns the delta, or the message that some servers send instead, unless it repeats the deltas before it. */
function selectDelta(choice: ChoiceAccumulator, delta: unknown, message: unknown): Fields {
  if (isJSONObject(delta) && Object.keys(delta).length > 0) {
    const { content, tool_calls: calls } = delta;
    choice.hasDelta ||= getText(content) !== "" || (Array.isArray(calls) && calls.length > 0);
    return delta;
  }
  if (!isJSONObject(message)) return {};
  const whole = createChoice();
  addDelta(whole, message);
  const summary = summarize(whole);
  return choice.hasDelta && summary !== '["",[]]' && summary === summarize(choice) ? {} : message;
}

function createChoice(): ChoiceAccumulator {
  return { fields: new Map(), message: new Map(), toolCalls: [], reasoningDetails: undefined, hasDelta: false };
}

function summarize({ message, toolCalls }: ChoiceAccumulator): string {
  return JSON.stringify([getText(message.get("content")), toToolCalls(toolCalls)]);
}

function addDelta(choice: ChoiceAccumulator, delta: Fields): void {
  const { tool_calls: toolCalls, reasoning_details: details, ...fields } = delta;
  if (Array.isArray(toolCalls)) addToolCalls(choice.toolCalls, toolCalls);
  if (Array.isArray(details)) addReasoningDetails((choice.reasoningDetails ??= []), details);
  mergeFields(choice.message, fields, (current, added, key) => {
    if (key === "content") return joinContent(current, added);
    return (key === "role" ? replace : appendDelta)(current, added, key);
  });
}

function toChoice(index: number, accumulator: ChoiceAccumulator): ChatCompletionChoice {
  const { fields, message, toolCalls, reasoningDetails } = accumulator;
  const { content = null, role, ...others } = toObject(message);
  return {
    index,
    finish_reason: null,
    native_finish_reason: null,
    logprobs: null,
    ...toObject(fields),
    message: {
      role: (role || "assistant") as "assistant",
      // Some providers reject an empty text next to tool calls when it is sent back.
      content: (content === "" && toolCalls.length > 0 ? null : content) as string | null,
      refusal: null,
      reasoning: null,
      ...others,
      ...(reasoningDetails && { reasoning_details: reasoningDetails.slice() }),
      ...(toolCalls.length > 0 && { tool_calls: toToolCalls(toolCalls) }),
    },
  };
}
