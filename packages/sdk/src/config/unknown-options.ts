import { InvalidRequestError } from "../errors/client-error.ts";

/** The options that other SDKs have under another name. */
const aliases: Readonly<Record<string, string>> = {
  baseURL: "serverURL",
  timeout: "timeoutMs",
  maxRetries: "retryConfig.maxRetries",
  retries: "retryConfig",
  defaultHeaders: "headers",
  abortSignal: "signal",
};

/**
 * Throws for options that do not exist. From JavaScript, a `baseURL` would otherwise be ignored, and the prompt and the
 * key would be sent to the default host. A value of `undefined` counts as absent.
 *
 * @param unknown The options without those that exist.
 * @throws {@link InvalidRequestError} when one is left. The message suggests the name if another SDK has the option.
 */
export function rejectUnknownOptions(unknown: object): void {
  for (const [name, value] of Object.entries(unknown)) {
    if (value === undefined) continue;
    const hint = Object.hasOwn(aliases, name) ? `; use ${aliases[name]}` : "";
    throw new InvalidRequestError(`Unknown option ${JSON.stringify(name)}${hint}`);
  }
}
