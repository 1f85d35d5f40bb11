import type { GenerationResponse } from "@org/types/schemas";
import type { OpenRouterCore } from "../core.ts";
import { generationsGet, type GenerationsGetOptions } from "../funcs/generationsGet.ts";
import type { GetGenerationRequest } from "../models/operations.ts";
import { unwrap, type ResponsePromise } from "../result.ts";

/** The cost and the tokens of calls, after the fact. */
export class Generations {
  readonly #core: OpenRouterCore;

  constructor(core: OpenRouterCore) {
    this.#core = core;
  }

  /**
   * Gets the cost, the tokens and the timing of a call after the fact: `GET /generation`.
   *
   * Works even for a stream that was aborted. The API may not know a generation for a few seconds after the call: pass
   * `waitMs` to retry until it does.
   *
   * Call `.withResponse()` on the promise to also get the HTTP response and its request ID. Failed attempts are retried,
   * up to twice by default.
   *
   * @param request The ID of the generation: the `id` of a completion or a chunk, or the `requestId` of a call.
   * @param options Options of this call, which override those of the client.
   * @throws {@link APIError} when the API responds with an error, as a status or inside a 200.
   * @throws {@link CallError} when the call fails for another reason, such as a lost connection or a timeout.
   */
  get(request: GetGenerationRequest, options?: GenerationsGetOptions): ResponsePromise<GenerationResponse> {
    return unwrap(generationsGet(this.#core, request, options));
  }
}
