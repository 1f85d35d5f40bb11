import type { Attributes } from "@opentelemetry/api";
import type { ChatCompletionChunk } from "@org/types/schemas";
import { CompletionAccumulator } from "../chat-stream/accumulate-completion.ts";
import { isRecord, toText } from "../utils/is-record.ts";
import { setAttribute } from "./attributes.ts";
import { toOutputMessages } from "./messages.ts";
import { semanticConventions } from "./semantic-conventions.ts";

const { attributes } = semanticConventions;

/** Collects the attributes of a response, from a completion or from the chunks of a stream. */
export class ReceivedResponse {
  #id: string | undefined;
  readonly #finishReasons = new Map<number, string>();
  readonly #accumulator: CompletionAccumulator | undefined;

  constructor(captureMessages: boolean) {
    this.#accumulator = captureMessages ? new CompletionAccumulator() : undefined;
  }

  /** Adds a completion or a chunk. */
  add(part: unknown): void {
    if (!isRecord(part)) return;
    this.#id ??= toText(part["id"]);
    const choices: unknown = part["choices"];
    if (!Array.isArray(choices)) return;
    for (const choice of choices) this.#addFinishReason(choice);
    this.#accumulator?.add(part as Partial<ChatCompletionChunk>);
  }

  /** Sets the attributes of what has been received. */
  setAttributes(target: Attributes): void {
    const choices = this.#accumulator?.choices ?? [];
    setAttribute(target, attributes.responseId, this.#id);
    if (this.#finishReasons.size > 0) target[attributes.finishReasons] = [...this.#finishReasons.values()];
    if (choices.length > 0) target[attributes.outputMessages] = JSON.stringify(toOutputMessages(choices));
  }

  #addFinishReason(choice: unknown): void {
    if (!isRecord(choice)) return;
    const reason = toText(choice["finish_reason"]);
    const index = choice["index"];
    if (reason !== undefined) this.#finishReasons.set(typeof index === "number" ? index : 0, reason);
  }
}
