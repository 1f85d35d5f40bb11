import type { CreditsResponse } from "@org/types/schemas";
import type { OpenRouterCore } from "../core.ts";
import { creditsGet } from "../funcs/creditsGet.ts";
import type { CallOptions } from "../options.ts";
import { unwrap, type ResponsePromise } from "../result.ts";

/** The credits of the account. */
export class Credits {
  readonly #core: OpenRouterCore;

  constructor(core: OpenRouterCore) {
    this.#core = core;
  }

  /**
   * Gets the credits of the account: `GET /credits`.
   *
   * The API requires a management key.
   *
   * Call `.withResponse()` on the promise to also get the HTTP response and its request ID. Failed attempts are retried,
   * up to twice by default.
   *
   * @param options Options of this call, which override those of the client.
   * @throws {@link APIError} when the API responds with an error, as a status or inside a 200.
   * @throws {@link CallError} when the call fails for another reason, such as a lost connection or a timeout.
   */
  get(options?: CallOptions): ResponsePromise<CreditsResponse> {
    return unwrap(creditsGet(this.#core, options));
  }
}
