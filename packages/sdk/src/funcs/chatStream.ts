import type { ChatCompletionCreateParams } from "@org/types/schemas";
import type { PendingStream } from "../chat-stream/source.ts";
import { ChatStream } from "../chat-stream/chat-stream.ts";
import type { OpenRouterCore } from "../core.ts";
import { InvalidRequestError } from "../errors/client-error.ts";
import type { RequestOptions } from "../options.ts";
import { toFailure } from "../result.ts";
import { getErrorMessage } from "../utils/error-message.ts";
import { chatComplete } from "./chatComplete.ts";

export { ChatStream };

/**
 * Streams a chat completion, and builds the final completion: `POST /chat/completions` with `stream: true`.
 *
 * The call starts immediately; there is nothing to await before the iteration. Options, retries (until the first chunk)
 * and errors are those of `chatComplete`. OpenRouter always sends usage at the end; add
 * `stream_options: { include_usage: true }` for a server that sends it on request only.
 *
 * @param core An `OpenRouterCore` or an `OpenRouter`.
 * @param request The request body, sent with `stream: true`.
 * @param options Options of this call, which override the client's.
 * @returns The stream; its iteration throws, and its promises reject, when the call fails.
 * @example
 * ```ts
 * import { OpenRouter } from "@org/sdk";
 * import { chatStream } from "@org/sdk/funcs/chatStream.js";
 *
 * const openRouter = new OpenRouter();
 * const stream = chatStream(openRouter, { messages: [{ role: "user", content: "Count to five." }] });
 * for await (const text of stream.textStream) process.stdout.write(text);
 * const { choices, usage } = await stream.finalCompletion();
 * console.log(`\n${choices[0]?.finish_reason}, ${usage?.total_tokens} tokens`);
 * ```
 */
export function chatStream(
  core: OpenRouterCore,
  request: ChatCompletionCreateParams & { stream?: true | null | undefined },
  options: RequestOptions = {},
): ChatStream {
  const controller = new AbortController();
  return new ChatStream(open(core, request, options, controller.signal), (reason) => controller.abort(reason));
}

async function open(
  core: OpenRouterCore,
  request: ChatCompletionCreateParams,
  options: RequestOptions,
  signal: AbortSignal,
): PendingStream {
  if (request?.stream === false) {
    const message = "request.stream must be true or left out; without streaming, use chatComplete";
    return toFailure(new InvalidRequestError(message));
  }
  try {
    return await chatComplete(core, { ...request, stream: true }, withSignal(options, signal));
  } catch (cause) {
    const error = new InvalidRequestError(`The request or the options cannot be read: ${getErrorMessage(cause)}`, {
      cause,
    });
    return toFailure(error);
  }
}

/** Adds a signal to the options. Invalid options stay as they are, and the call rejects them. */
function withSignal(options: RequestOptions, signal: AbortSignal): RequestOptions {
  const { fetchOptions } = options ?? {};
  const callerSignal = fetchOptions?.signal;
  if (!options || fetchOptions === null || (callerSignal && typeof callerSignal.addEventListener !== "function")) {
    return options;
  }
  return {
    ...options,
    fetchOptions: { ...fetchOptions, signal: callerSignal ? joinSignals([callerSignal, signal]) : signal },
  };
}

/** Combines signals. `AbortSignal.any` rejects the signals of polyfills and of other realms. */
function joinSignals(signals: readonly AbortSignal[]): AbortSignal {
  const joined: Pick<AbortSignal, "aborted" | "reason" | "addEventListener" | "removeEventListener"> = {
    get aborted() {
      return signals.some(({ aborted }) => aborted);
    },
    get reason(): unknown {
      return signals.find(({ aborted }) => aborted)?.reason;
    },
    addEventListener: (type: string, listener: EventListener) =>
      signals.forEach((signal) => signal.addEventListener(type, listener)),
    removeEventListener: (type: string, listener: EventListener) =>
      signals.forEach((signal) => signal.removeEventListener(type, listener)),
  };
  return joined as AbortSignal;
}
