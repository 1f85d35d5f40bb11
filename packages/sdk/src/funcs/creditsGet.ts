import { getCredits } from "@org/client/routes";
import type { CreditsResponse } from "@org/types/schemas";
import type { OpenRouterCore } from "../core.ts";
import type { CallError } from "../models/errors.ts";
import type { CallOptions } from "../options.ts";
import { callJSONOperation } from "../request/json-operation.ts";
import type { Result } from "../result.ts";

/**
 * Gets the credits of the account: `GET /credits`.
 *
 * The API requires a management key.
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
 * import { creditsGet } from "@org/sdk/funcs/creditsGet.js";
 *
 * const core = new OpenRouterCore();
 * const result = await creditsGet(core);
 * if (result.ok) console.log(result.value.data.total_credits - result.value.data.total_usage);
 * else console.error(result.error.message);
 * ```
 */
export function creditsGet(
  core: OpenRouterCore,
  options: CallOptions = {},
): Promise<Result<CreditsResponse, CallError>> {
  return callJSONOperation(core, getCredits, {}, options);
}
