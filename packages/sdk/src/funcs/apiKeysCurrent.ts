import { getCurrentKey } from "@org/client/routes";
import type { CurrentKeyResponse } from "@org/types/schemas";
import type { OpenRouterCore } from "../core.ts";
import type { CallError } from "../models/errors.ts";
import type { CallOptions } from "../options.ts";
import { callJSONOperation } from "../request/json-operation.ts";
import type { Result } from "../result.ts";

/**
 * Gets the API key of the client: `GET /key`.
 *
 * The value has its limits and its usage, in US dollars.
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
 * import { apiKeysCurrent } from "@org/sdk/funcs/apiKeysCurrent.js";
 *
 * const core = new OpenRouterCore();
 * const result = await apiKeysCurrent(core);
 * if (result.ok) console.log(result.value.data.usage, result.value.data.limit_remaining);
 * else console.error(result.error.message);
 * ```
 */
export function apiKeysCurrent(
  core: OpenRouterCore,
  options: CallOptions = {},
): Promise<Result<CurrentKeyResponse, CallError>> {
  return callJSONOperation(core, getCurrentKey, {}, options);
}
