import { listProviders } from "@org/client/routes";
import type { ProvidersListResponse } from "@org/types/schemas";
import type { OpenRouterCore } from "../core.ts";
import type { CallError } from "../models/errors.ts";
import type { CallOptions } from "../options.ts";
import { callJSONOperation } from "../request/json-operation.ts";
import type { Result } from "../result.ts";

/**
 * Lists providers: `GET /providers`.
 *
 * The promise never rejects: a failure is in the `error` of the result. Failed attempts are retried, up to twice by default.
 *
 * @param core An `OpenRouterCore` or an `OpenRouter`.
 * @param options Options of this call, which override those of the client.
 * @returns A promise of the result.
 *
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { providersList } from "@org/sdk/funcs/providersList.js";
 *
 * const core = new OpenRouterCore();
 * const result = await providersList(core);
 * if (result.ok) for (const { name, slug } of result.value.data) console.log(name, slug);
 * else console.error(result.error.message);
 * ```
 */
export function providersList(
  core: OpenRouterCore,
  options: CallOptions = {},
): Promise<Result<ProvidersListResponse, CallError>> {
  return callJSONOperation(core, listProviders, {}, options);
}
