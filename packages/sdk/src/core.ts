import createFetchClient from "openapi-fetch";
import { InvalidRequestError } from "./errors/client-error.ts";
import { isRecord } from "./utils/is-record.ts";
import type { SDKOptions } from "./options.ts";
import type { FetchClient } from "./request/send-attempt.ts";
import { resolveClientOptions, type ResolvedOptions } from "./config/resolve-options.ts";
import { getErrorMessage } from "./utils/error-message.ts";

/** @internal The state of a client that standalone functions read. */
export interface CoreState {
  readonly options: ResolvedOptions;
  readonly client: FetchClient;
}

/**
 * The first argument of standalone functions such as `chatComplete`: a client without methods, so that bundlers drop
 * the functions you don't call. Create one and share it. Printing it does not show the API key.
 */
export class OpenRouterCore {
  readonly #state: CoreState;

  /**
   * @param options Defaults for all calls.
   * @throws {@link InvalidRequestError} when an option is invalid. A missing key fails the call instead.
   */
  constructor(options: SDKOptions = {}) {
    // Each attempt passes its own key, headers and server.
    this.#state = { options: resolveOptions(options), client: createFetchClient() as FetchClient };
  }

  /** @internal Returns the state of a client. */
  static getState(core: OpenRouterCore): CoreState {
    if (isRecord(core) && #state in core) return core.#state;
    throw new InvalidRequestError("The first argument must be an OpenRouterCore of this package");
  }
}

function resolveOptions(options: SDKOptions): ResolvedOptions {
  try {
    return resolveClientOptions(options);
  } catch (cause) {
    if (InvalidRequestError.isInstance(cause)) throw cause;
    throw new InvalidRequestError(`The options cannot be read: ${getErrorMessage(cause)}`, { cause });
  }
}
