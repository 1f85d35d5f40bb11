import { OpenRouter, type SDKOptions } from "@org/sdk";
import type { ChatCompletionCreateParams } from "@org/sdk/models";
import type { ScenarioConfig } from "./config.ts";

/** A case of the scenario: resolves to what it observed, and rejects when that is not expected. */
export type Case = (config: ScenarioConfig) => Promise<string>;

/** The text that the server sends, with characters of one to four bytes. */
export const greeting = "Grüße, 世界 🌍";

export const hello = {
  model: "test/model-1",
  messages: [{ role: "user", content: "Say hello." }],
} satisfies ChatCompletionCreateParams;

/** Creates a client that requests one response of the server, with a key and a single retry after 1 to 2 ms. */
export function createClient({ apiURL }: ScenarioConfig, name: string, options: SDKOptions = {}): OpenRouter {
  return new OpenRouter({
    apiKey: "sk-or-v1-scenario",
    serverURL: `${apiURL}/${name}`,
    retryConfig: { strategy: "backoff", backoff: { initialInterval: 1, maxInterval: 2 }, maxRetries: 1 },
    ...options,
  });
}

/** Waits until the server has received a request for a response. */
export async function waitForRequest({ apiURL }: ScenarioConfig, name: string): Promise<void> {
  await fetch(`${apiURL}/requested?name=${name}`);
}

/** Makes the server close the connection of the last request for a response. */
export async function destroyResponse({ apiURL }: ScenarioConfig, name: string): Promise<void> {
  await fetch(`${apiURL}/destroy?name=${name}`);
}

export function assertEqual(actual: unknown, expected: unknown): void {
  if (actual !== expected) throw new Error(`Expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
}

/**
 * Makes a call that must fail.
 *
 * @returns its error
 * @throws {Error} when the call succeeds, or fails with an error of another class
 */
export async function catchError<E>(
  call: () => Promise<unknown>,
  type: { readonly name: string; isInstance(value: unknown): value is E },
): Promise<E> {
  try {
    await call();
  } catch (error) {
    if (type.isInstance(error)) return error;
    throw error;
  }
  throw new Error(`Expected ${type.name}, but the call succeeded`);
}
