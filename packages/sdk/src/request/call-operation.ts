import { OpenRouterCore } from "../core.ts";
import { resolveCallOptions, type ResolvedCallOptions } from "../config/resolve-options.ts";
import { OpenRouterError, type APIError } from "../errors/api-error.ts";
import { HTTPClientError, UnexpectedClientError } from "../errors/client-error.ts";
import type { CallError } from "../models/errors.ts";
import type { RequestOptions } from "../options.ts";
import { toFailure, type Result, type Success } from "../result.ts";
import { applyRetryPolicy, getRetryDelay } from "../retry/retry-policy.ts";
import { getErrorMessage } from "../utils/error-message.ts";
import { toErrorInit, type CallProgress } from "./call-progress.ts";
import { sleep } from "./sleep.ts";
import type { Operation } from "./operation.ts";
import { sendAttempt } from "./send-attempt.ts";

/**
 * Calls an operation: makes attempts until one succeeds or the retry policy stops. Never rejects.
 *
 * @param createOperation Validates and serializes the request. What it throws is the error of the result.
 */
export function callOperation<T, E extends APIError>(
  core: OpenRouterCore,
  options: RequestOptions,
  createOperation: (options: ResolvedCallOptions) => Operation<T, E>,
): Promise<Result<T, CallError<E>>> {
  const progress: CallProgress = { attempts: 0 };
  const fail = (thrown: unknown) => toFailure(toError<E>(thrown, progress));
  try {
    const callOptions = resolveCallOptions(OpenRouterCore.getOptions(core), options);
    const operation = createOperation(callOptions);
    const send = callOptions.observers.reduceRight<Send<T>>(
      (next, observer) => (sendOptions) => observer.observe(operation, sendOptions, next),
      (sendOptions) => makeAttempts(operation, sendOptions, progress),
    );
    return send(callOptions).catch(fail);
  } catch (thrown) {
    return Promise.resolve(fail(thrown));
  }
}

type Send<T> = (options: ResolvedCallOptions) => Promise<Success<T>>;

/** Makes attempts until one succeeds or the retry policy stops. */
async function makeAttempts<T, E extends APIError>(
  operation: Operation<T, E>,
  options: ResolvedCallOptions,
  progress: CallProgress,
): Promise<Success<T>> {
  const start = performance.now();
  for (let retries = 0; ; retries++) {
    try {
      return await sendAttempt(operation, options, progress);
    } catch (thrown) {
      const { signals, policy, log } = options;
      const error = toError<E>(thrown, progress);
      applyRetryPolicy(error, policy);
      const delay = getRetryDelay(error, retries, performance.now() - start, policy, Math.random());
      const next = delay === undefined ? "not retried" : `retrying in ${delay.toFixed()} ms`;
      log?.("warn", `attempt ${retries + 1} failed, ${next}: ${error.message}`);
      if (delay === undefined) throw error;
      await sleep(delay, signals, progress);
    }
  }
}

function toError<E extends APIError>(thrown: unknown, progress: CallProgress): CallError<E> {
  if (HTTPClientError.isInstance(thrown) || OpenRouterError.isInstance(thrown)) return thrown as CallError<E>;
  return new UnexpectedClientError(
    `Unexpected error: ${getErrorMessage(thrown)}`,
    toErrorInit(progress, { cause: thrown }),
  );
}
