import type { ChatCompletion, ChatCompletionChunk, ChatCompletionCreateParams } from "@org/types/schemas";
import { attempt, type Call, type AttemptResult } from "../request/send-attempt.ts";
import { OpenRouterCore } from "../core.ts";
import { HTTPClientError, UnexpectedClientError } from "../errors/client-error.ts";
import { OpenRouterError, getRequestId } from "../errors/api-error.ts";
import type { ChatCompleteError } from "../models/errors.ts";
import type { RequestOptions } from "../options.ts";
import type { Result } from "../result.ts";
import { retryDelayMs } from "../retry/retry-policy.ts";
import { retry, type Outcome } from "../retry/retry.ts";
import { serializeRequest } from "../request/serialize.ts";
import { resolveCallOptions } from "../config/resolve-options.ts";
import type { EventStream } from "../stream/event-stream.ts";
import { sleep } from "../request/attempt-timer.ts";
import { getErrorMessage } from "../utils/error-message.ts";

/**
 * Creates a chat completion: `POST /chat/completions`.
 *
 * `stream: true` gives an {@link EventStream} of chunks, once the first one has arrived; otherwise the whole
 * {@link ChatCompletion}. With a `boolean` it is either of them: `"choices" in result.value` narrows. It never rejects and never throws: what goes wrong is the result's `error`.
 *
 * @param core an `OpenRouterCore`, or a whole `OpenRouter`
 * @param request sent as it is: wire names, unknown fields and key order kept, no default added
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
    const { signals, policy, log } = call.settings;
    const outcome = await retry<AttemptResult, ChatCompleteError>(
      (index) => {
        attempts = index + 1;
        return settled(attempt(call, index), attempts);
      },
      {
        delayMs(error, index, elapsedMs) {
          const delay = retryDelayMs(error, index, elapsedMs, policy, Math.random());
          const next = delay === undefined ? "giving up" : `again in ${Math.round(delay)} ms`;
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
    return { ok: false, error: typed(thrown, attempts), attempts };
  }
}

function createCall(core: OpenRouterCore, request: ChatCompletionCreateParams, options: RequestOptions): Call {
  const { settings, client } = OpenRouterCore.stateOf(core);
  const ownSettings = resolveCallOptions(settings, options);
  const body = serializeRequest(request, options.extraBody);
  return { client, settings: ownSettings, request, body, isStreaming: request.stream === true };
}

async function settled(
  received: Promise<AttemptResult>,
  attempts: number,
): Promise<Outcome<AttemptResult, ChatCompleteError>> {
  try {
    return { ok: true, value: await received };
  } catch (thrown) {
    return { ok: false, error: typed(thrown, attempts) };
  }
}

function typed(thrown: unknown, attempts: number): ChatCompleteError {
  if (HTTPClientError.isInstance(thrown) || OpenRouterError.isInstance(thrown)) return thrown as ChatCompleteError;
  return new UnexpectedClientError(`Unexpected error: ${getErrorMessage(thrown)}`, { cause: thrown, attempts });
}
