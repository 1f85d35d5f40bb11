import { listModels } from "@org/client/routes";
import type { ModelsListResponse } from "@org/types/schemas";
import type { OpenRouterCore } from "../core.ts";
import type { CallError } from "../models/errors.ts";
import type { ListModelsRequest } from "../models/operations.ts";
import type { CallOptions } from "../options.ts";
import { callJSONOperation } from "../request/json-operation.ts";
import type { Result } from "../result.ts";

/**
 * Lists models: `GET /models`.
 *
 * All filters must match. Without `offset` and `limit`, the value has all models.
 *
 * The promise never rejects: a failure is in the `error` of the result. Failed attempts are retried, up to twice by default.
 *
 * @param core An `OpenRouterCore` or an `OpenRouter`.
 * @param request Filters, order and page.
 * @param options Options of this call, which override those of the client.
 * @returns A promise of the result.
 *
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { modelsList } from "@org/sdk/funcs/modelsList.js";
 *
 * const core = new OpenRouterCore();
 * const result = await modelsList(core, { max_price: 0.5, supported_parameters: ["tools"], sort: "pricing-low-to-high" });
 * if (result.ok) for (const { id, pricing } of result.value.data) console.log(id, pricing.prompt);
 * else console.error(result.error.message);
 * ```
 */
export function modelsList(
  core: OpenRouterCore,
  request: ListModelsRequest = {},
  options: CallOptions = {},
): Promise<Result<ModelsListResponse, CallError>> {
  return callJSONOperation(core, listModels, { parameters: request }, options);
}
