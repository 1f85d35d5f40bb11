import type { ChatCompletion, ChatCompletionChunk, ChatCompletionCreateParams } from "@org/types/schemas";
import { OpenRouterCore } from "./core.ts";
import { chatComplete } from "./funcs/chatComplete.ts";
import type { CreateChatCompletionResponse } from "./models/operations.ts";
import type { RequestOptions } from "./options.ts";
import { unwrap, type ResponsePromise } from "./result.ts";
import type { EventStream } from "./stream/event-stream.ts";

/** The chat operations of a client. */
export class Chat {
  readonly #core: OpenRouterCore;

  constructor(core: OpenRouterCore) {
    this.#core = core;
  }

  /**
   * Creates a chat completion: `POST /chat/completions`.
   *
   * `stream: true` gives an {@link EventStream} of chunks, once the first one has arrived; otherwise the whole
   * {@link ChatCompletion}. With a `boolean` it is either of them: `"choices" in result` narrows. `.withResponse()` on the promise gives the HTTP response, its id and the number of
   * attempts too. Failed attempts are retried, up to twice by default.
   *
   * @param request what to ask, of which model, and how. It is sent as it is: wire names, unknown fields and key order
   * kept, no default added
   * @throws {@link ChatCompletionError} the API answered with an error, by its status or inside a 200
   * @throws {@link OpenRouterDefaultError} any other answer that is no success: a proxy's page, a redirect
   * @throws {@link ResponseValidationError} a success that can't be understood
   * @throws {@link ConnectionError} no answer, or not a whole one
   * @throws {@link RequestTimeoutError} no useful answer within `timeoutMs`
   * @throws {@link RequestAbortedError} the caller's signal was aborted
   * @throws {@link InvalidRequestError} the request or an option can't be sent; nothing was
   * @throws {@link UnexpectedClientError} a `fetch` or a middleware of the caller's own failed
   */
  complete(
    request: ChatCompletionCreateParams & { stream?: false | null | undefined },
    options?: RequestOptions,
  ): ResponsePromise<ChatCompletion>;
  complete(
    request: ChatCompletionCreateParams & { stream: true },
    options?: RequestOptions,
  ): ResponsePromise<EventStream<ChatCompletionChunk>>;
  complete(
    request: ChatCompletionCreateParams,
    options?: RequestOptions,
  ): ResponsePromise<CreateChatCompletionResponse>;
  complete(
    request: ChatCompletionCreateParams,
    options?: RequestOptions,
  ): ResponsePromise<CreateChatCompletionResponse> {
    return unwrap(chatComplete(this.#core, request, options));
  }
}

/**
 * A client for the OpenRouter API. One instance serves a whole application; it holds options, no connection.
 *
 * @example
 * ```ts
 * import { OpenRouter } from "@org/sdk";
 *
 * const openRouter = new OpenRouter();
 * const completion = await openRouter.chat.complete({ messages: [{ role: "user", content: "Hello" }] });
 * console.log(completion.choices[0]?.message.content);
 * ```
 */
export class OpenRouter extends OpenRouterCore {
  /** Chat completions. */
  readonly chat: Chat = new Chat(this);
}
