import type { ChatCompletion, ChatCompletionChunk, ChatCompletionCreateParams } from "@org/types/schemas";
import { createChatOperation } from "../chat/chat-operation.ts";
import type { OpenRouterCore } from "../core.ts";
import type { ChatCompleteError } from "../models/errors.ts";
import type { RequestOptions } from "../options.ts";
import { callOperation } from "../request/call-operation.ts";
import type { Result } from "../result.ts";
import type { EventStream } from "../stream/event-stream.ts";

/**
 * Creates a chat completion: `POST /chat/completions`.
 *
 * With `stream: true`, the value is an {@link EventStream} of chunks, available when the first one has arrived; otherwise
 * a {@link ChatCompletion}. With a `boolean`, either is possible: `"choices" in result.value` narrows. The promise never
 * rejects: a failure is in the `error` of the result.
 *
 * @param core An `OpenRouterCore` or an `OpenRouter`.
 * @param request The request body. It is sent unchanged: unknown fields and key order are kept, no default is added.
 * @param options Options of this call, which override those of the client.
 * @returns A promise of the result.
 *
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
 *
 * const core = new OpenRouterCore();
 * const result = await chatComplete(core, { messages: [{ role: "user", content: "Hello, how are you?" }] });
 * if (result.ok) console.log(result.value.choices[0]?.message.content);
 * else console.error(result.error.message);
 * ```
 */
export function chatComplete(
  core: OpenRouterCore,
  request: ChatCompletionCreateParams & { stream?: false | null | undefined },
  options?: RequestOptions,
): Promise<Result<ChatCompletion, ChatCompleteError>>;
export function chatComplete(
  core: OpenRouterCore,
  request: ChatCompletionCreateParams & { stream: true },
  options?: RequestOptions,
): Promise<Result<EventStream<ChatCompletionChunk>, ChatCompleteError>>;
export function chatComplete(
  core: OpenRouterCore,
  request: ChatCompletionCreateParams,
  options?: RequestOptions,
): Promise<Result<ChatCompletion | EventStream<ChatCompletionChunk>, ChatCompleteError>>;
export function chatComplete(
  core: OpenRouterCore,
  request: ChatCompletionCreateParams,
  options: RequestOptions = {},
): Promise<Result<ChatCompletion | EventStream<ChatCompletionChunk>, ChatCompleteError>> {
  return callOperation(core, options, () => createChatOperation(request, options.extraBody));
}
