import { OpenRouterCore } from "@org/sdk/core.js";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import type { ChatCompletion, ChatCompletionCreateParams } from "@org/sdk/models";
import { type ChatCompleteError, OpenRouterError, RequestAbortedError } from "@org/sdk/models/errors";

/** What the results file has of a completion. */
export interface Result extends Pick<ChatCompletion, "id" | "model" | "usage" | "choices"> {
  /** In US dollars; `null` if the server did not report it. */
  readonly cost: number | null;
}

/** What the results file and the dead-letter queue have of an error. */
export interface CallError {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  /** The id to quote to support. */
  readonly requestId: string | null;
}

export type Outcome =
  | { readonly type: "completed"; readonly result: Result }
  /** The queue retries it, after `retryAfterMs` if the server asked for a delay. */
  | { readonly type: "retry"; readonly error: CallError; readonly retryAfterMs: number | undefined }
  /** It would fail again. */
  | { readonly type: "failed"; readonly error: CallError }
  /** Every call would fail, until the user fixes the key or adds credit. */
  | { readonly type: "refused"; readonly error: CallError }
  | { readonly type: "aborted" };

/** Makes one attempt, and returns what the queue has to do. Never throws. */
export async function callModel(core: OpenRouterCore, request: string, signal: AbortSignal): Promise<Outcome> {
  const { ...body } = JSON.parse(request) as ChatCompletionCreateParams & { stream?: false };
  const called = await chatComplete(core, body, { signal });
  if (called.ok) {
    const { id, model, usage, choices } = called.value;
    return { type: "completed", result: { id, model, cost: usage?.cost ?? null, usage, choices } };
  }
  const { error } = called;
  if (RequestAbortedError.isInstance(error)) return { type: "aborted" };
  const { retryAfterMs } = error;
  if (error.isRetryable) return { type: "retry", error: toCallError(error), retryAfterMs };
  const isRefused = OpenRouterError.isInstance(error) && [401, 402].includes(error.statusCode);
  return { type: isRefused ? "refused" : "failed", error: toCallError(error) };
}

/**
 * Creates a client without retries. The queue retries instead: its retries survive the process, any worker can make them,
 * and none holds a place among the calls in flight while it waits.
 */
export function createClient(timeoutMs: number): OpenRouterCore {
  return new OpenRouterCore({ retryConfig: { strategy: "none" }, timeoutMs });
}

function toCallError(error: ChatCompleteError): CallError {
  const { name, code } = error;
  // Postgres stores neither NUL nor half of a surrogate pair.
  const message = error.message.replaceAll("\0", "").toWellFormed();
  return { name, code, message, requestId: (OpenRouterError.isInstance(error) && error.requestId) || null };
}
