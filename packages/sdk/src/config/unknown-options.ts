import { InvalidRequestError } from "../errors/client-error.ts";

/** Our names for options of other SDKs. */
const aliases: Readonly<Record<string, string>> = {
  baseURL: "serverURL",
  timeout: "timeoutMs",
  maxRetries: "retryConfig.maxRetries",
  retries: "retryConfig",
  defaultHeaders: "headers",
  abortSignal: "signal",
};

/**
 * Refuses options that do not exist. From JavaScript a `baseURL` would otherwise be ignored, and the prompt and the key
 * would go to the default host. A value of `undefined` counts as absent.
 *
 * @param unknown what is left of the options without those that exist
 * @throws InvalidRequestError that names the option, and ours if it is that of another SDK
 */
export function refuseUnknown(unknown: object): void {
  for (const [name, value] of Object.entries(unknown)) {
    if (value === undefined) continue;
    const advice = Object.hasOwn(aliases, name) ? `; use ${aliases[name]}` : "";
    throw new InvalidRequestError(`Unknown option ${JSON.stringify(name)}${advice}`);
  }
}
