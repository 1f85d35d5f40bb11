import { InvalidRequestError } from "../errors/client-error.ts";

/** Options by their names in other SDKs, names that are easily mistaken, and those of the client and the call. */
const aliases: Readonly<Record<string, string>> = {
  baseURL: "serverURL",
  timeout: "timeoutMs",
  timeoutMS: "timeoutMs",
  maxRetries: "retryConfig.maxRetries",
  retries: "retryConfig",
  retryConfig: "retries",
  defaultHeaders: "headers",
  abortSignal: "signal",
};

/**
 * Throws for options that do not exist. From JavaScript, a `baseURL` would otherwise be ignored, and the prompt and the
 * key would be sent to the default host. A value of `undefined` counts as absent.
 *
 * @param unknown The options without those that exist.
 * @throws {@link InvalidRequestError} when one is left. The message suggests the name if it is known.
 */
export function rejectUnknownOptions(unknown: object): void {
  for (const [name, value] of Object.entries(unknown)) {
    if (value === undefined) continue;
    const hint = Object.hasOwn(aliases, name) ? `; use ${aliases[name]}` : "";
    throw new InvalidRequestError(`Unknown option ${JSON.stringify(name)}${hint}`);
  }
}
