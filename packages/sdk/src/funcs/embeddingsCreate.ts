import { createEmbeddings } from "@org/client/routes";
import type { EmbeddingsCreateParams, EmbeddingsResponse } from "@org/types/schemas";
import type { OpenRouterCore } from "../core.ts";
import type { CallError } from "../models/errors.ts";
import type { BodyCallOptions } from "../options.ts";
import { callJSONOperation } from "../request/json-operation.ts";
import type { Result } from "../result.ts";

/**
 * Creates embeddings: `POST /embeddings`.
 *
 * The promise never rejects: a failure is in the `error` of the result. Failed attempts are retried, up to twice by
 * default.
 *
 * @param core An `OpenRouterCore` or an `OpenRouter`.
 * @param request The request body. It is sent unchanged: unknown fields and key order are kept, no default is added.
 * @param options Options of this call, which override those of the client.
 * @returns A promise of the result.
 *
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { embeddingsCreate } from "@org/sdk/funcs/embeddingsCreate.js";
 *
 * const core = new OpenRouterCore();
 * const result = await embeddingsCreate(core, { model: "openai/text-embedding-3-small", input: ["river", "lake"] });
 * if (result.ok) for (const { index, embedding } of result.value.data) console.log(index, embedding.length);
 * else console.error(result.error.message);
 * ```
 */
export function embeddingsCreate(
  core: OpenRouterCore,
  request: EmbeddingsCreateParams,
  options: BodyCallOptions = {},
): Promise<Result<EmbeddingsResponse, CallError>> {
  return callJSONOperation(core, createEmbeddings, { body: request }, options);
}
