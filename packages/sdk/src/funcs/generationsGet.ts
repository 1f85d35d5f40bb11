import { getGeneration } from "@org/client/routes";
import type { GenerationResponse } from "@org/types/schemas";
import { assertNumber } from "../config/assert-number.ts";
import type { OpenRouterCore } from "../core.ts";
import { InvalidRequestError } from "../errors/client-error.ts";
import type { CallError } from "../models/errors.ts";
import type { GetGenerationRequest } from "../models/operations.ts";
import type { CallOptions } from "../options.ts";
import { callJSONOperation } from "../request/json-operation.ts";
import { toFailure, type Result } from "../result.ts";

/** Options of {@link generationsGet}. */
export interface GenerationsGetOptions extends CallOptions {
  /**
   * Time to wait for a generation that the API does not know yet, in milliseconds: a 404 is retried every 0.5 to 2 s.
   * It cannot be used with `retries` or `retryCodes`.
   *
   * @default No wait: a 404 is an error.
   */
  waitMs?: number | undefined;
}

/**
 * Gets the cost, the tokens and the timing of a call after the fact: `GET /generation`.
 *
 * Works even for a stream that was aborted. The API may not know a generation for a few seconds after the call: pass
 * `waitMs` to retry until it does.
 *
 * The promise never rejects: a failure is in the `error` of the result. Failed attempts are retried, up to twice by
 * default.
 *
 * @param core An `OpenRouterCore` or an `OpenRouter`.
 * @param request The ID of the generation: the `id` of a completion or a chunk, or the `requestId` of a call.
 * @param options Options of this call, which override those of the client.
 * @returns A promise of the result.
 *
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
 * import { generationsGet } from "@org/sdk/funcs/generationsGet.js";
 *
 * const core = new OpenRouterCore();
 * const call = await chatComplete(core, { messages: [{ role: "user", content: "Hello" }] });
 * if (!call.ok) throw call.error;
 * const result = await generationsGet(core, { id: call.value.id }, { waitMs: 10_000 });
 * if (result.ok) console.log(result.value.data.total_cost, result.value.data.tokens_completion);
 * else console.error(result.error.message);
 * ```
 */
export function generationsGet(
  core: OpenRouterCore,
  request: GetGenerationRequest,
  options: GenerationsGetOptions = {},
): Promise<Result<GenerationResponse, CallError>> {
  const call = (callOptions: CallOptions): Promise<Result<GenerationResponse, CallError>> =>
    callJSONOperation(core, getGeneration, { parameters: request }, callOptions);
  if (options?.waitMs === undefined) return call(options);
  try {
    return call(toWaitingOptions(options));
  } catch (error) {
    return Promise.resolve(toFailure(error as InvalidRequestError));
  }
}

/** @throws {@link InvalidRequestError} when `waitMs` is invalid, or used with other retry options. */
function toWaitingOptions({ waitMs, ...options }: GenerationsGetOptions): CallOptions {
  if (options.retries !== undefined || options.retryCodes !== undefined) {
    throw new InvalidRequestError("waitMs cannot be used with retries or retryCodes");
  }
  const maxElapsedTime = assertNumber("waitMs", waitMs, 0);
  return {
    ...options,
    retryCodes: [404, 408, 429, "5XX"],
    retries: { strategy: "backoff", backoff: { initialInterval: 500, maxInterval: 2_000, maxElapsedTime } },
  };
}
