import { OpenRouterCore } from "../core.ts";
import { resolveCallOptions, type ResolvedCallOptions } from "../config/resolve-options.ts";
import { getRequestId, OpenRouterError, type APIError } from "../errors/api-error.ts";
import { HTTPClientError, UnexpectedClientError } from "../errors/client-error.ts";
import type { CallError } from "../models/errors.ts";
import type { RequestOptions } from "../options.ts";
import { toFailure, type Result } from "../result.ts";
import { applyRetryPolicy, getRetryDelay } from "../retry/retry-policy.ts";
import { getErrorMessage } from "../utils/error-message.ts";
import { sleep } from "./attempt-timer.ts";
import type { Operation } from "./operation.ts";
import { sendAttempt } from "./send-attempt.ts";

/**
 * Calls an operation: makes attempts until one succeeds or the retry policy stops. Never rejects.
 *
 * @param createOperation Validates and serializes the request. What it throws is the error of the result.
 */
export async function callOperation<T, E extends APIError>(
  core: OpenRouterCore,
  options: RequestOptions,
  createOperation: (options: ResolvedCallOptions) => Operation<T, E>,
): Promise<Result<T, CallError<E>>> {
  let attempts = 0;
  try {
    const { options: clientOptions, client } = OpenRouterCore.getState(core);
    const callOptions = resolveCallOptions(clientOptions, options);
    const operation = createOperation(callOptions);
    const { signals, policy, log } = callOptions;
    const { value, response } = await retry(
      (index) => {
        attempts = index + 1;
        return sendAttempt({ client, operation, options: callOptions }, index);
      },
      {
        delayMs(thrown, index, elapsedMs) {
          const error = toError(thrown, attempts);
          applyRetryPolicy(error, policy);
          const delay = getRetryDelay(error, index, elapsedMs, policy, Math.random());
          const next = delay === undefined ? "not retried" : `retrying in ${Math.round(delay)} ms`;
          log?.("warn", `attempt ${attempts} failed, ${next}: ${error.message}`);
          return delay;
        },
        wait: (ms) => sleep(ms, signals, attempts),
        now: () => performance.now(),
      },
    );
    return { ok: true, value, response, requestId: getRequestId(response.headers), attempts };
  } catch (thrown) {
    return toFailure<CallError<E>>(toError(thrown, attempts));
  }
}

function toError<E extends APIError>(thrown: unknown, attempts: number): CallError<E> {
  if (HTTPClientError.isInstance(thrown) || OpenRouterError.isInstance(thrown)) return thrown as CallError<E>;
  return new UnexpectedClientError(`Unexpected error: ${getErrorMessage(thrown)}`, { cause: thrown, attempts });
}

export interface RetryOptions {
  /** Returns the delay before the next attempt, in milliseconds, or `undefined` to stop. */
  delayMs: (error: unknown, attempt: number, elapsedMs: number) => number | undefined;
  /** Waits. Resolves to the error to throw if the wait was aborted. */
  wait: (ms: number) => Promise<Error | undefined>;
  /** Returns the current time, in milliseconds. */
  now: () => number;
}

/** Makes attempts until one succeeds or `delayMs` returns `undefined`. Throws the last error. */
export async function retry<T>(
  attempt: (index: number) => Promise<T>,
  { delayMs, wait, now }: RetryOptions,
): Promise<T> {
  const start = now();
  for (let index = 0; ; index++) {
    try {
      return await attempt(index);
    } catch (error) {
      const delay = delayMs(error, index, now() - start);
      if (delay === undefined) throw error;
      const interrupted = await wait(delay);
      if (interrupted) throw interrupted;
    }
  }
}
