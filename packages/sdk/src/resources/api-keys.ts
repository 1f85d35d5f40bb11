import type { CurrentKeyResponse } from "@org/types/schemas";
import type { OpenRouterCore } from "../core.ts";
import { apiKeysCurrent } from "../funcs/apiKeysCurrent.ts";
import type { CallOptions } from "../options.ts";
import { unwrap, type ResponsePromise } from "../result.ts";

/** The API keys of the account. */
export class APIKeys {
  readonly #core: OpenRouterCore;

  constructor(core: OpenRouterCore) {
    this.#core = core;
  }

  /**
   * Gets the API key of the client: `GET /key`.
   *
   * The value has its limits and its usage, in US dollars.
   *
   * Call `.withResponse()` on the promise to also get the HTTP response and its request id. Failed attempts are retried,
   * up to twice by default.
   *
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
  current(options?: CallOptions): ResponsePromise<CurrentKeyResponse> {
    return unwrap(apiKeysCurrent(this.#core, options));
  }
}
