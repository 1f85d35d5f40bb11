import type { ChatCompletion, ChatCompletionChunk, ChatCompletionCreateParams } from "@org/types/schemas";
import type { OpenRouterCore } from "../core.ts";
import { chatComplete } from "../funcs/chatComplete.ts";
import type { CreateChatCompletionResponse } from "../models/operations.ts";
import type { RequestOptions } from "../options.ts";
import { unwrap, type ResponsePromise } from "../result.ts";
import type { EventStream } from "../stream/event-stream.ts";

/**
 * The chat operations of a client. Other functions build on them, each with its own import path.
 *
 * @see `chatStream` of `@org/sdk/funcs/chatStream.js`: a stream that also builds the final completion.
 * @see `chatTools` of `@org/sdk/funcs/chatTools.js`: runs the tools that the model calls.
 * @see `chatParse` of `@org/sdk/funcs/chatParse.js`: structured output, validated by a schema.
 */
export class Chat {
  readonly #core: OpenRouterCore;

  constructor(core: OpenRouterCore) {
    this.#core = core;
  }

  /**
   * Creates a chat completion: `POST /chat/completions`.
   *
   * With `stream: true`, resolves to an {@link EventStream} of chunks when the first one has arrived; otherwise to a
   * {@link ChatCompletion}. With a `boolean`, either is possible: `"choices" in result` narrows. Call `.withResponse()`
   * on the promise to also get the HTTP response, its request ID and the number of attempts. Failed attempts are
   * retried, up to twice by default.
   *
   * @param request The request body. It is sent unchanged: unknown fields and key order are kept, no default is added.
   * @param options Options of this call, which override those of the client.
   * @throws {@link ChatCompletionError} when the API responds with an error, as a status or inside a 200.
   * @throws {@link OpenRouterDefaultError} when any other non-2xx response arrives, such as a proxy's HTML page.
   * @throws {@link ResponseValidationError} when a 2xx response is neither a completion nor an error.
   * @throws {@link ConnectionError} when the connection fails, or closes before the response is complete.
   * @throws {@link RequestTimeoutError} when a time limit, such as `timeoutMs`, expires.
   * @throws {@link RequestAbortedError} when the caller's signal is aborted.
   * @throws {@link InvalidRequestError} when the request or an option is invalid. Nothing is sent.
   * @throws {@link UnexpectedClientError} when a custom `fetch` or a middleware fails.
   * @see `chatStream` of `@org/sdk/funcs/chatStream.js`: a stream that also builds the final completion.
   * @see `chatTools` of `@org/sdk/funcs/chatTools.js`: runs the tools that the model calls.
   * @see `chatParse` of `@org/sdk/funcs/chatParse.js`: structured output, validated by a schema.
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
