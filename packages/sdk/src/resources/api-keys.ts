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
   * Call `.withResponse()` on the promise to also get the HTTP response and its request ID. Failed attempts are retried,
   * up to twice by default.
   *
   * @param options Options of this call, which override those of the client.
   * @throws {@link APIError} when the API responds with an error, as a status or inside a 200.
   * @throws {@link CallError} when the call fails for another reason, such as a lost connection or a timeout.
   */
  current(options?: CallOptions): ResponsePromise<CurrentKeyResponse> {
    return unwrap(apiKeysCurrent(this.#core, options));
  }
}
