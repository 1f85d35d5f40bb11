import type { ChatCompletion, ChatCompletionChoice, ChatCompletionChunk, ReasoningDetail } from "@org/types/schemas";
import { addFields, fieldsOf, grown, isRecord, replaced, type Draft } from "./grow.ts";
import { addReasoningDetails } from "./reasoning-details.ts";
import { addToolCalls, toolCallsOf, type ToolCallDraft } from "./tool-calls.ts";

interface ChoiceDraft {
  readonly fields: Draft;
  readonly message: Draft;
  readonly toolCalls: ToolCallDraft[];
  /** `undefined`: no chunk had any, not even an empty list. */
  reasoningDetails: ReasoningDetail[] | undefined;
}

/** Puts the chunks of a stream together to the completion that the same call would have given without `stream`. */
export class CompletionDraft {
  readonly #fields: Draft = new Map();
  readonly #choices = new Map<number, ChoiceDraft>();

  /** Adds a chunk, or the choices of one that failed. */
  add(chunk: Partial<ChatCompletionChunk>): void {
    addFields(this.#fields, chunk, replaced);
    const { choices } = chunk;
    if (!Array.isArray(choices)) return;
    choices.forEach((choice: unknown, place) => {
      if (isRecord(choice)) this.#addChoice(choice, place);
    });
  }

  /** The choices so far. */
  get choices(): ChatCompletionChoice[] {
    return [...this.#choices].toSorted(([a], [b]) => a - b).map(([index, draft]) => choiceOf(index, draft));
  }

  /** The completion so far; `undefined` before the first chunk. */
  get completion(): ChatCompletion | undefined {
    if (this.#fields.size === 0) return undefined;
    const fields = new Map(this.#fields).set("object", "chat.completion");
    fields.set("choices", this.choices);
    return fieldsOf(fields) as unknown as ChatCompletion;
  }

  #addChoice(choice: Readonly<Record<string, unknown>>, place: number): void {
    const { index, delta, ...fields } = choice;
    const key = typeof index === "number" ? index : place;
    let draft = this.#choices.get(key);
    if (!draft) {
      draft = { fields: new Map(), message: new Map(), toolCalls: [], reasoningDetails: undefined };
      this.#choices.set(key, draft);
    }
    addFields(draft.fields, fields, (before, added, name) =>
      (name === "logprobs" ? grown : replaced)(before, added, name),
    );
    if (isRecord(delta)) addDelta(draft, delta);
  }
}

function addDelta(draft: ChoiceDraft, delta: Readonly<Record<string, unknown>>): void {
  const { tool_calls: toolCalls, reasoning_details: details, ...fields } = delta;
  if (Array.isArray(toolCalls)) addToolCalls(draft.toolCalls, toolCalls);
  if (Array.isArray(details)) addReasoningDetails((draft.reasoningDetails ??= []), details);
  addFields(draft.message, fields, (before, added, key) => (key === "role" ? replaced : grown)(before, added, key));
}

function choiceOf(index: number, { fields, message, toolCalls, reasoningDetails }: ChoiceDraft): ChatCompletionChoice {
  const { content = null, ...said } = fieldsOf(message);
  return {
    index,
    finish_reason: null,
    native_finish_reason: null,
    logprobs: null,
    ...fieldsOf(fields),
    message: {
      role: "assistant",
      // Next to tool calls an empty text is none, which some providers refuse when it comes back.
      content: (content === "" && toolCalls.length > 0 ? null : content) as string | null,
      refusal: null,
      reasoning: null,
      ...said,
      ...(reasoningDetails && { reasoning_details: reasoningDetails.slice() }),
      ...(toolCalls.length > 0 && { tool_calls: toolCallsOf(toolCalls) }),
    },
  };
}
