import { InvalidRequestError } from "./errors/client-error.ts";
import { isRecord } from "./utils/is-record.ts";
import type { SDKOptions } from "./options.ts";
import { resolveClientOptions, type ResolvedOptions } from "./config/resolve-options.ts";
import { getErrorMessage } from "./utils/error-message.ts";

/**
 * The first argument of standalone functions such as `chatComplete`: a client without methods, so that bundlers drop
 * the functions you don't call. Create one and share it. Printing it does not show the API key.
 */
export class OpenRouterCore {
  readonly #options: ResolvedOptions;

  /**
   * @param options Defaults for all calls.
   * @throws {@link InvalidRequestError} when an option is invalid. A missing key fails the call instead.
   */
  constructor(options: SDKOptions = {}) {
    this.#options = resolveOptions(options);
  }

  /** @internal Returns the options of a client, for standalone functions. */
  static getOptions(core: OpenRouterCore): ResolvedOptions {
    if (isRecord(core) && #options in core) return core.#options;
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
