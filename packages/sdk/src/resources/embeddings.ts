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
   * Call `.withResponse()` on the promise to also get the HTTP response and its request id. Failed attempts are retried,
   * up to twice by default.
   *
   * @param request The request body. It is sent unchanged: unknown fields and key order are kept, no default is added.
   * @param options Options of this call, which override those of the client.
   * @throws {@link APIError} when the API responds with an error, as a status or inside a 200.
   * @throws {@link OpenRouterDefaultError} when any other non-2xx response arrives, such as a proxy's page.
   * @throws {@link ResponseValidationError} when a 2xx response is neither what the operation returns nor an error.
   * @throws {@link ConnectionError} when the connection fails, or closes before the response is complete.
   * @throws {@link RequestTimeoutError} when a time limit, such as `timeoutMs`, expires.
   * @throws {@link RequestAbortedError} when the caller's signal is aborted.
   * @throws {@link InvalidRequestError} when the request or an option is invalid. Nothing is sent.
   * @throws {@link UnexpectedClientError} when a custom `fetch` or a middleware fails.
   */
  create(request: EmbeddingsCreateParams, options?: BodyCallOptions): ResponsePromise<EmbeddingsResponse> {
    return unwrap(embeddingsCreate(this.#core, request, options));
  }
}
