import type { ChatCompletion, ChatCompletionChunk, ChatCompletionMessage, CompletionUsage } from "@org/types/schemas";
import { ChatSource, type PendingStream } from "./source.ts";
import { getText } from "./content.ts";
import type { ResponseDetails } from "../result.ts";
import { EventStream } from "../stream/event-stream.ts";

/**
 * A stream of chunks that also builds the completion. Iterate over the stream, {@link ChatStream.textStream} or
 * {@link ChatStream.reasoningStream} (one of them, once), and get the completion before, during or after the iteration.
 * Without an iteration, {@link ChatStream.finalCompletion} and the methods based on it read the stream to its end.
 *
 * An error of the call or of the stream is thrown by the iteration, and rejects the promises. It is one of
 * {@link ChatCompleteError}; its `partial` holds the choices received before it.
 *
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { chatStream } from "@org/sdk/funcs/chatStream.js";
 *
 * const stream = chatStream(new OpenRouterCore(), { messages: [{ role: "user", content: "Count to five." }] });
 * try {
 *   for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? "");
 *   console.log(`\n${(await stream.usage())?.cost}`);
 * } catch (error) {
 *   console.error(error, stream.snapshot?.choices[0]?.message.content);
 * }
 * ```
 */
export class ChatStream extends EventStream<ChatCompletionChunk> {
  readonly #source: ChatSource;

  /** @internal */
  constructor(pending: PendingStream, abort: (reason: unknown) => void) {
    const source = new ChatSource(pending, abort);
    super(source);
    this.#source = source;
  }

  /**
   * The text of the first choice as it arrives. If the server sends content as a list of parts, it is the text of the
   * text parts.
   */
  get textStream(): AsyncIterable<string> {
    return this.#readTexts("content");
  }

  /** The reasoning of the first choice as it arrives. */
  get reasoningStream(): AsyncIterable<string> {
    return this.#readTexts("reasoning");
  }

  /** The completion so far, as a copy that later chunks do not change; `undefined` before the first chunk. */
  get snapshot(): ChatCompletion | undefined {
    return this.#source.accumulator.completion;
  }

  /**
   * Returns the completion that the same request returns without `stream`.
   *
   * @returns The completion, at the end of the stream.
   * @throws {@link ChatCompleteError} when the call or the stream fails.
   * @throws {@link RequestAbortedError} when the stream is canceled before its end.
   */
  async finalCompletion(): Promise<ChatCompletion> {
    await this.#source.open();
    try {
      for await (const chunk of this) void chunk;
    } catch {
      // Another consumer is reading the stream, or it failed: `completion` then rejects with the error.
    }
    return this.#source.completion;
  }

  /**
   * Returns the message of the first choice.
   *
   * @returns The message, at the end of the stream.
   * @throws {@link ChatCompleteError} as {@link ChatStream.finalCompletion}.
   */
  async finalMessage(): Promise<ChatCompletionMessage> {
    const { choices } = await this.finalCompletion();
    if (choices[0]) return choices[0].message;
    throw this.#source.createValidationError("The stream ended without a choice");
  }

  /**
   * Returns the text of the first choice, or `""` if it has none. If the content is a list of parts, it is the text of
   * the text parts.
   *
   * @returns The text, at the end of the stream.
   * @throws {@link ChatCompleteError} as {@link ChatStream.finalCompletion}.
   */
  async finalText(): Promise<string> {
    const { choices } = await this.finalCompletion();
    return getText(choices[0]?.message.content);
  }

  /**
   * Returns tokens and cost, if the server reported them. OpenRouter always does; some other servers only if the
   * request has `stream_options: { include_usage: true }`.
   *
   * @returns The usage, at the end of the stream.
   * @throws {@link ChatCompleteError} as {@link ChatStream.finalCompletion}.
   */
  async usage(): Promise<CompletionUsage | undefined> {
    const { usage } = await this.finalCompletion();
    return usage;
  }

  /**
   * Returns the stream together with the HTTP response, its request ID, and the number of attempts.
   *
   * @returns The details, once the first chunk has arrived.
   * @throws {@link ChatCompleteError} when the call fails.
   */
  async withResponse(): Promise<ResponseDetails<this>> {
    const { response, requestId, attempts } = await this.#source.open();
    return { value: this, response, requestId, attempts };
  }

  async *#readTexts(key: "content" | "reasoning"): AsyncGenerator<string, void> {
    for await (const chunk of this) {
      void chunk;
      for (const delta of this.#source.accumulator.deltas) {
        const text = getText(delta[key]);
        if (text) yield text;
      }
    }
  }
}
