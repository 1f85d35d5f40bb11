import { listModelEndpoints } from "@org/client/routes";
import type { ModelEndpointsResponse } from "@org/types/schemas";
import type { OpenRouterCore } from "../core.ts";
import type { CallError } from "../models/errors.ts";
import type { ListModelEndpointsRequest } from "../models/operations.ts";
import type { CallOptions } from "../options.ts";
import { callJSONOperation } from "../request/json-operation.ts";
import type { Result } from "../result.ts";

/**
 * Lists the endpoints of a model: `GET /models/{author}/{slug}/endpoints`.
 *
 * An endpoint is a model at one provider, with its own price, limits and uptime.
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
 * import { modelsEndpoints } from "@org/sdk/funcs/modelsEndpoints.js";
 *
 * const core = new OpenRouterCore();
 * const result = await modelsEndpoints(core, { author: "openai", slug: "gpt-5-mini" });
 * if (result.ok) for (const { provider_name, pricing } of result.value.data.endpoints) console.log(provider_name, pricing.prompt);
 * else console.error(result.error.message);
 * ```
 */
export function modelsEndpoints(
  core: OpenRouterCore,
  request: ListModelEndpointsRequest,
  options: CallOptions = {},
): Promise<Result<ModelEndpointsResponse, CallError>> {
  return callJSONOperation(core, listModelEndpoints, { parameters: request }, options);
}
