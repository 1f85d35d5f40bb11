/**
 * The outcome of a call, discriminated by `ok`.
 *
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
 *
 * const core = new OpenRouterCore();
 * const result = await chatComplete(core, { messages: [{ role: "user", content: "Hello" }] });
 * if (result.ok) console.log(result.value.choices[0]?.message.content, result.attempts);
 * else console.error(result.error.name, result.error.message);
 * ```
 */
export type Result<T, E> = Success<T> | Failure<E>;

/**
 * The call succeeded.
 *
 * @example
 * ```ts
 * import type { Success } from "@org/sdk";
 * import type { ChatCompletion } from "@org/sdk/models";
 *
 * const getText = ({ value }: Success<ChatCompletion>) => value.choices[0]?.message.content ?? "";
 * ```
 */
export interface Success<T> extends ResponseDetails<T> {
  /** Discriminates it from a {@link Failure}. */
  ok: true;
}

/**
 * The call failed.
 *
 * @example
 * ```ts
 * import type { Failure } from "@org/sdk";
 * import type { ChatCompleteError } from "@org/sdk/models/errors";
 *
 * const format = ({ error, attempts }: Failure<ChatCompleteError>) => `${error.name} after ${attempts} attempts`;
 * ```
 */
export interface Failure<E> {
  /** Discriminates it from a {@link Success}. */
  ok: false;
  /** The error that the method of a client throws. */
  error: E;
  /** The last response, if there was one. Its body has been read. */
  response?: Response;
  /** Number of HTTP attempts; 0 if nothing was sent. */
  attempts: number;
}

/**
 * A value with its response.
 *
 * @example
 * ```ts
 * import type { ResponseDetails } from "@org/sdk";
 *
 * const getId = ({ requestId, response }: ResponseDetails<unknown>) => requestId ?? response.headers.get("date");
 * ```
 */
export interface ResponseDetails<T> {
  /** The completion, or the stream. */
  value: T;
  /** The response. Its body has been read, or is read by the stream. */
  response: Response;
  /** The ID to give to support: the header `x-generation-id`, else `cf-ray`, `x-request-id` or `x-litellm-call-id`. */
  requestId: string | undefined;
  /** Number of HTTP attempts, including this one. */
  attempts: number;
}

/**
 * A promise of the value, with a method to also get the response.
 *
 * @example
 * ```ts
 * import { OpenRouter } from "@org/sdk";
 *
 * const openRouter = new OpenRouter();
 * const { value, response, requestId, attempts } = await openRouter.chat
 *   .complete({ messages: [{ role: "user", content: "Hello" }] })
 *   .withResponse();
 * console.log(value.choices[0]?.message.content, response.status, requestId, attempts);
 * ```
 */
export interface ResponsePromise<T> extends Promise<T> {
  /** Returns the value with the response, its request ID and the number of attempts. Rejects like the promise. */
  withResponse(): Promise<ResponseDetails<T>>;
}

/** @internal Returns the result for an error. */
export function toFailure<E extends Error & { readonly attempts: number; readonly rawResponse?: Response }>(
  error: E,
): Failure<E> {
  const { attempts, rawResponse: response } = error;
  return { ok: false, error, attempts, ...(response && { response }) };
}

/** @internal Converts a promise of a result to one of its value, which rejects with the result's error. */
export function unwrap<T, E>(result: Promise<Result<T, E>>): ResponsePromise<T> {
  const details = result.then((settled): ResponseDetails<T> => {
    if (!settled.ok) throw settled.error;
    const { ok: _, ...rest } = settled;
    return rest;
  });
  const value = details.then((settled) => settled.value);
  // Derived from `value`, so that a rejection which the caller handles there is not reported as unhandled here.
  return Object.assign(value, { withResponse: () => value.then(() => details) });
}
