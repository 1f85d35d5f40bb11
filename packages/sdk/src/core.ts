import type { Client } from "@org/client";
import createFetchClient from "openapi-fetch";
import { InvalidRequestError } from "./errors/client-error.ts";
import { isRecord } from "./utils/is-record.ts";
import type { SDKOptions } from "./options.ts";
import { resolveClientOptions, type ResolvedOptions } from "./config/resolve-options.ts";
import { getErrorMessage } from "./utils/error-message.ts";

/** @internal What the functions of this package know of a client. */
export interface CoreState {
  readonly settings: ResolvedOptions;
  readonly client: Client;
}

/**
 * What standalone functions such as `chatComplete` take: the options of a client, without its methods, so that a
 * bundler drops what you don't call. One instance serves a whole application. No key shows when it is printed.
 */
export class OpenRouterCore {
  readonly #state: CoreState;

  /** @throws {@link InvalidRequestError} for an option that makes no sense; a missing key fails the call instead. */
  constructor(options: SDKOptions = {}) {
    // Key, headers and server are those of each attempt, so the client beneath has none. `Client` has its calls with
    // types of their own, as that of @org/client.
    this.#state = { settings: resolveOptions(options), client: createFetchClient() as unknown as Client };
  }

  /** @internal */
  static stateOf(core: OpenRouterCore): CoreState {
    if (isRecord(core) && #state in core) return core.#state;
    throw new InvalidRequestError("The first argument must be an OpenRouterCore of this package");
  }
}

function resolveOptions(options: SDKOptions): ResolvedOptions {
  try {
    return resolveClientOptions(options);
  } catch (cause) {
    if (InvalidRequestError.isInstance(cause)) throw cause;
    throw new InvalidRequestError(`The options can't be read: ${getErrorMessage(cause)}`, { cause });
  }
}
