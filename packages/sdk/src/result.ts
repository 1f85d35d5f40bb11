/**
 * What a call came to, for those who prefer values to exceptions. `ok` tells which of the two it is.
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
 * The call went well.
 *
 * @example
 * ```ts
 * import type { Success } from "@org/sdk";
 * import type { ChatCompletion } from "@org/sdk/models";
 *
 * const textOf = ({ value }: Success<ChatCompletion>) => value.choices[0]?.message.content ?? "";
 * ```
 */
export interface Success<T> extends ResponseDetails<T> {
  /** Tells it from a {@link Failure}. */
  ok: true;
}

/**
 * The call failed, with an error that says why.
 *
 * @example
 * ```ts
 * import type { Failure } from "@org/sdk";
 * import type { ChatCompleteError } from "@org/sdk/models/errors";
 *
 * const logged = ({ error, attempts }: Failure<ChatCompleteError>) => `${error.name} after ${attempts} attempts`;
 * ```
 */
export interface Failure<E> {
  /** Tells it from a {@link Success}. */
  ok: false;
  /** What the method of a client would have thrown. */
  error: E;
  /** The last answer, if there was one; its body has been read. */
  response?: Response;
  /** HTTP attempts made; 0 when nothing was sent. */
  attempts: number;
}

/**
 * A value with the answer it came in.
 *
 * @example
 * ```ts
 * import type { ResponseDetails } from "@org/sdk";
 *
 * const idOf = ({ requestId, response }: ResponseDetails<unknown>) => requestId ?? response.headers.get("date");
 * ```
 */
export interface ResponseDetails<T> {
  /** The completion, or the stream. */
  value: T;
  /** The answer; its body has been read, or is being read by the stream. */
  response: Response;
  /** What to quote to support: the header `x-generation-id`, else `cf-ray`, `x-request-id`, or a gateway's own. */
  requestId: string | undefined;
  /** HTTP attempts made, this one included. */
  attempts: number;
}

/**
 * A promise of the value that also gives the answer it came in.
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
  /** The value together with the response, its id, and the number of attempts. Rejects as the promise does. */
  withResponse(): Promise<ResponseDetails<T>>;
}

/** The promise of the value in a result that is on its way. It rejects with the result's error. */
export function unwrap<T, E>(result: Promise<Result<T, E>>): ResponsePromise<T> {
  const details = result.then((settled): ResponseDetails<T> => {
    if (!settled.ok) throw settled.error;
    const { ok: _, ...rest } = settled;
    return rest;
  });
  const value = details.then((settled) => settled.value);
  // Derived from the promise that the caller holds: a failure that is handled there is handled.
  return Object.assign(value, { withResponse: () => value.then(() => details) });
}
