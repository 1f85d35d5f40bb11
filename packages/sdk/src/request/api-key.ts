import { assertHeaderValue } from "../config/merge-headers.ts";
import type { ResolvedOptions } from "../config/resolve-options.ts";
import { InvalidRequestError } from "../errors/client-error.ts";
import type { ApiKey } from "../options.ts";
import { toErrorInit, type CallProgress } from "./call-progress.ts";

/**
 * Calls the function that returns the API key.
 *
 * @throws {@link InvalidRequestError} when it fails.
 */
export async function callKeyFunction(getKey: Exclude<ApiKey, string>, progress: CallProgress): Promise<unknown> {
  try {
    return await getKey();
  } catch (cause) {
    throw new InvalidRequestError("The apiKey function failed", toErrorInit(progress, { cause }));
  }
}

/**
 * Returns the API key without surrounding white space.
 *
 * @param key What the option contains or its function returned.
 * @param option The option, or the error of reading the environment in its place.
 * @throws {@link InvalidRequestError} when it is missing or a header cannot contain it.
 */
export function assertKey(key: unknown, option: ResolvedOptions["apiKey"], progress: CallProgress): string {
  const text = typeof key === "string" ? assertHeaderValue("The API key", key, progress) : "";
  if (text) return text;
  const failure = typeof option === "object" && option ? option : undefined;
  const message = failure
    ? "OPENROUTER_API_KEY cannot be read: pass apiKey or run Deno with --allow-env"
    : "The API key is missing: pass apiKey or set OPENROUTER_API_KEY";
  throw new InvalidRequestError(message, toErrorInit(progress, failure));
}
