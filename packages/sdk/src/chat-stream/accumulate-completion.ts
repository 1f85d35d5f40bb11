import type { ChatCompletion, ChatCompletionChoice, ChatCompletionChunk, ReasoningDetail } from "@org/types/schemas";
import { getText, joinContent } from "./content.ts";
import { addFields, fieldsOf, grown, isRecord, replaced, type Draft } from "./merge-delta.ts";
import { addReasoningDetails } from "./reasoning-details.ts";
import { addToolCalls, toolCallsOf, type ToolCallDraft } from "./tool-calls.ts";

interface ChoiceDraft {
  readonly fields: Draft;
  readonly message: Draft;
  readonly toolCalls: ToolCallDraft[];
  /** `undefined`: no chunk had any, not even an empty list. */
  reasoningDetails: ReasoningDetail[] | undefined;
  /** Whether a delta has brought text or tool calls. */
  hasDelta: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/** Puts the chunks of a stream together to the completion that the same call would have given without `stream`. */
export class CompletionAccumulator {
  readonly #fields: Draft = new Map();
  readonly #choices = new Map<number, ChoiceDraft>();
  /** What the last chunk added to the message of the first choice. */
  deltas: Fields[] = [];

  /** Adds a chunk, or the choices of one that failed. */
  add(chunk: Partial<ChatCompletionChunk>): void {
    this.deltas = [];
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

  #addChoice(choice: Fields, place: number): void {
    const { index, delta, message, ...fields } = choice;
    const key = typeof index === "number" ? index : place;
    let draft = this.#choices.get(key);
    if (!draft) {
      draft = createChoice();
      this.#choices.set(key, draft);
    }
    addFields(draft.fields, fields, (before, added, name) =>
      (name === "logprobs" ? grown : replaced)(before, added, name),
    );
    const added = selectDelta(draft, delta, message);
    addDelta(draft, added);
    if (key === 0) this.deltas.push(added);
  }
}

/** The delta, or the message that some servers send in place of it; not one that repeats what deltas have brought. */
function selectDelta(draft: ChoiceDraft, delta: unknown, message: unknown): Fields {
  if (isRecord(delta) && Object.keys(delta).length > 0) {
    const { content, tool_calls: calls } = delta;
    draft.hasDelta ||= getText(content) !== "" || (Array.isArray(calls) && calls.length > 0);
    return delta;
  }
  if (!isRecord(message)) return {};
  const whole = createChoice();
  addDelta(whole, message);
  const summary = summarize(whole);
  return draft.hasDelta && summary !== '["",[]]' && summary === summarize(draft) ? {} : message;
}

function createChoice(): ChoiceDraft {
  return { fields: new Map(), message: new Map(), toolCalls: [], reasoningDetails: undefined, hasDelta: false };
}

function summarize({ message, toolCalls }: ChoiceDraft): string {
  return JSON.stringify([getText(message.get("content")), toolCallsOf(toolCalls)]);
}

function addDelta(draft: ChoiceDraft, delta: Fields): void {
  const { tool_calls: toolCalls, reasoning_details: details, ...fields } = delta;
  if (Array.isArray(toolCalls)) addToolCalls(draft.toolCalls, toolCalls);
  if (Array.isArray(details)) addReasoningDetails((draft.reasoningDetails ??= []), details);
  addFields(draft.message, fields, (before, added, key) => {
    if (key === "content") return joinContent(before, added);
    return (key === "role" ? replaced : grown)(before, added, key);
  });
}

function choiceOf(index: number, { fields, message, toolCalls, reasoningDetails }: ChoiceDraft): ChatCompletionChoice {
  const { content = null, role, ...said } = fieldsOf(message);
  return {
    index,
    finish_reason: null,
    native_finish_reason: null,
    logprobs: null,
    ...fieldsOf(fields),
    message: {
      role: (role || "assistant") as "assistant",
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
