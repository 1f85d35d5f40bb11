import type { EmbeddingsCreateParams, EmbeddingsResponse } from "@org/types/schemas";
import type { OpenRouterCore } from "../core.ts";
import { embeddingsCreate } from "../funcs/embeddingsCreate.ts";
import type { BodyCallOptions } from "../options.ts";
import { unwrap, type ResponsePromise } from "../result.ts";

/** Embeddings of texts and images. */
export class Embeddings {
  readonly #core: OpenRouterCore;

  constructor(core: OpenRouterCore) {
    this.#core = core;
  }

  /**
   * Creates embeddings: `POST /embeddings`.
   *
   * Call `.withResponse()` on the promise to also get the HTTP response and its request ID. Failed attempts are retried,
   * up to twice by default.
   *
   * @param request The request body. It is sent unchanged: unknown fields and key order are kept, no default is added.
   * @param options Options of this call, which override those of the client.
   * @throws {@link APIError} when the API responds with an error, as a status or inside a 200.
   * @throws {@link CallError} when the call fails for another reason, such as a lost connection or a timeout.
   */
  create(request: EmbeddingsCreateParams, options?: BodyCallOptions): ResponsePromise<EmbeddingsResponse> {
    return unwrap(embeddingsCreate(this.#core, request, options));
  }
}
