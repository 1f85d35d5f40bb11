import type { ChatCompletion, ChatCompletionChunk, ChatCompletionCreateParams } from "@org/types/schemas";
import { sendAttempt, type AttemptResult, type Call } from "../request/send-attempt.ts";
import { OpenRouterCore } from "../core.ts";
import { HTTPClientError, UnexpectedClientError } from "../errors/client-error.ts";
import { OpenRouterError, getRequestId } from "../errors/api-error.ts";
import type { ChatCompleteError } from "../models/errors.ts";
import type { RequestOptions } from "../options.ts";
import type { Result } from "../result.ts";
import { getRetryDelay } from "../retry/retry-policy.ts";
import { retry, type Outcome } from "../retry/retry.ts";
import { serializeRequest } from "../request/serialize.ts";
import { resolveCallOptions } from "../config/resolve-options.ts";
import type { EventStream } from "../stream/event-stream.ts";
import { sleep } from "../request/attempt-timer.ts";
import { getErrorMessage } from "../utils/error-message.ts";

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
 * const result = await chatComplete(core, { messages: [{ role: "user", content: "Hello" }] });
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
export async function chatComplete(
  core: OpenRouterCore,
  request: ChatCompletionCreateParams,
  options: RequestOptions = {},
): Promise<Result<ChatCompletion | EventStream<ChatCompletionChunk>, ChatCompleteError>> {
  let attempts = 0;
  try {
    const call = createCall(core, request, options);
    const { signals, policy, log } = call.options;
    const outcome = await retry<AttemptResult, ChatCompleteError>(
      (index) => {
        attempts = index + 1;
        return toOutcome(sendAttempt(call, index), attempts);
      },
      {
        delayMs(error, index, elapsedMs) {
          const delay = getRetryDelay(error, index, elapsedMs, policy, Math.random());
          const next = delay === undefined ? "not retried" : `retrying in ${Math.round(delay)} ms`;
          log?.("warn", `attempt ${index + 1} failed, ${next}: ${error.message}`);
          return delay;
        },
        wait: (ms) => sleep(ms, signals, attempts),
        now: () => performance.now(),
      },
    );
    if (outcome.ok) {
      const { value, response } = outcome.value;
      return { ok: true, value, response, requestId: getRequestId(response.headers), attempts };
    }
    const { error } = outcome;
    const shared = { ok: false as const, error, attempts: error.attempts };
    return OpenRouterError.isInstance(error) ? { ...shared, response: error.rawResponse } : shared;
  } catch (thrown) {
    return { ok: false, error: toError(thrown, attempts), attempts };
  }
}

function createCall(core: OpenRouterCore, request: ChatCompletionCreateParams, options: RequestOptions): Call {
  const { options: clientOptions, client } = OpenRouterCore.getState(core);
  const callOptions = resolveCallOptions(clientOptions, options);
  const body = serializeRequest(request, options.extraBody);
  return { client, options: callOptions, request, body, isStreaming: request.stream === true };
}

async function toOutcome(
  result: Promise<AttemptResult>,
  attempts: number,
): Promise<Outcome<AttemptResult, ChatCompleteError>> {
  try {
    return { ok: true, value: await result };
  } catch (thrown) {
    return { ok: false, error: toError(thrown, attempts) };
  }
}

function toError(thrown: unknown, attempts: number): ChatCompleteError {
  if (HTTPClientError.isInstance(thrown) || OpenRouterError.isInstance(thrown)) return thrown as ChatCompleteError;
  return new UnexpectedClientError(`Unexpected error: ${getErrorMessage(thrown)}`, { cause: thrown, attempts });
}
