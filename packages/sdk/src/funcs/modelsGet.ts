import { getModel } from "@org/client/routes";
import type { ModelResponse } from "@org/types/schemas";
import type { OpenRouterCore } from "../core.ts";
import type { CallError } from "../models/errors.ts";
import type { GetModelRequest } from "../models/operations.ts";
import type { CallOptions } from "../options.ts";
import { callJSONOperation } from "../request/json-operation.ts";
import type { Result } from "../result.ts";

/**
 * Gets a model: `GET /model/{author}/{slug}`.
 *
 * The promise never rejects: a failure is in the `error` of the result. Failed attempts are retried, up to twice by default.
 *
 * @param core An `OpenRouterCore` or an `OpenRouter`.
 * @param request The author and the slug: the two parts of a model's ID.
 * @param options Options of this call, which override those of the client.
 * @returns A promise of the result.
 *
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { modelsGet } from "@org/sdk/funcs/modelsGet.js";
 *
 * const core = new OpenRouterCore();
 * const result = await modelsGet(core, { author: "openai", slug: "gpt-5-mini" });
 * if (result.ok) console.log(result.value.data.context_length);
 * else console.error(result.error.message);
 * ```
 */
export function modelsGet(
  core: OpenRouterCore,
  request: GetModelRequest,
  options: CallOptions = {},
): Promise<Result<ModelResponse, CallError>> {
  return callJSONOperation(core, getModel, { parameters: request }, options);
}
