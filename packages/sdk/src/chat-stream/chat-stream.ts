import type { ChatCompletion, ChatCompletionChunk, ChatCompletionMessage, CompletionUsage } from "@org/types/schemas";
import { ChatSource, type Opening } from "./source.ts";
import { getText } from "./content.ts";
import type { ResponseDetails } from "../result.ts";
import { EventStream } from "../stream/event-stream.ts";

/**
 * An {@link EventStream} that also puts its chunks together. Iterate it, its {@link ChatStream.textStream} or its
 * {@link ChatStream.reasoningStream}, one of them once; and ask for the whole answer, before, meanwhile or after. If
 * nobody iterates, who asks for the whole reads the stream to its end.
 *
 * What goes wrong, with the call or in the middle, is thrown by the iteration, and rejects what is asked for; it is one of
 * {@link ChatCompleteError}, with what had come as its `partial`.
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
  constructor(opening: Opening, giveUp: (reason: unknown) => void) {
    const source = new ChatSource(opening, giveUp);
    super(source);
    this.#source = source;
  }

  /**
   * The text as it arrives, piece by piece; of the first choice, if there are several. Where a server sends content as a list
   * of parts, it is that of the text parts.
   */
  get textStream(): AsyncIterable<string> {
    return this.#texts("content");
  }

  /** The model's thoughts as they arrive; of the first choice, if there are several. */
  get reasoningStream(): AsyncIterable<string> {
    return this.#texts("reasoning");
  }

  /** What has come so far, put together; `undefined` before the first chunk. A copy that does not grow. */
  get snapshot(): ChatCompletion | undefined {
    return this.#source.draft.completion;
  }

  /**
   * The completion that the same call would have given without `stream`.
   * @throws {@link ChatCompleteError} when the call or the stream failed; {@link RequestAbortedError} when it was left
   * before its end
   */
  async finalCompletion(): Promise<ChatCompletion> {
    await this.#source.opened();
    try {
      for await (const chunk of this) void chunk;
    } catch {
      // Somebody else reads it, or did; or it failed, which is what it ended with.
    }
    return this.#source.ended;
  }

  /**
   * The message of the first choice.
   * @throws {@link ChatCompleteError} as {@link ChatStream.finalCompletion}
   */
  async finalMessage(): Promise<ChatCompletionMessage> {
    const { choices } = await this.finalCompletion();
    if (choices[0]) return choices[0].message;
    throw this.#source.invalid("The stream has ended without a choice");
  }

  /**
   * The text of the first choice; `""` where there is none. Of content that is a list of parts, it is that of the text parts.
   * @throws {@link ChatCompleteError} as {@link ChatStream.finalCompletion}
   */
  async finalText(): Promise<string> {
    const { choices } = await this.finalCompletion();
    return getText(choices[0]?.message.content);
  }

  /**
   * Tokens and cost, if the server reported them. OpenRouter always does; some other servers only when the request has
   * `stream_options: { include_usage: true }`.
   * @throws {@link ChatCompleteError} as {@link ChatStream.finalCompletion}
   */
  async usage(): Promise<CompletionUsage | undefined> {
    const { usage } = await this.finalCompletion();
    return usage;
  }

  /** The stream with the HTTP response, its id, and the number of attempts, once the first chunk has arrived. */
  async withResponse(): Promise<ResponseDetails<this>> {
    const { response, requestId, attempts } = await this.#source.opened();
    return { value: this, response, requestId, attempts };
  }

  async *#texts(key: "content" | "reasoning"): AsyncGenerator<string, void> {
    for await (const chunk of this) {
      void chunk;
      for (const delta of this.#source.draft.deltas) {
        const text = getText(delta[key]);
        if (text) yield text;
      }
    }
  }
}
