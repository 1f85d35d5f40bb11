import type { ProvidersListResponse } from "@org/types/schemas";
import type { OpenRouterCore } from "../core.ts";
import { providersList } from "../funcs/providersList.ts";
import type { CallOptions } from "../options.ts";
import { unwrap, type ResponsePromise } from "../result.ts";

/** The providers of the service. */
export class Providers {
  readonly #core: OpenRouterCore;

  constructor(core: OpenRouterCore) {
    this.#core = core;
  }

  /**
   * Lists providers: `GET /providers`.
   *
   * Call `.withResponse()` on the promise to also get the HTTP response and its request ID. Failed attempts are retried,
   * up to twice by default.
   *
   * @param options Options of this call, which override those of the client.
   * @throws {@link APIError} when the API responds with an error, as a status or inside a 200.
   * @throws {@link CallError} when the call fails for another reason, such as a lost connection or a timeout.
   */
  list(options?: CallOptions): ResponsePromise<ProvidersListResponse> {
    return unwrap(providersList(this.#core, options));
  }
}
