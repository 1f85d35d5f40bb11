import { OpenRouter, type SDKOptions } from "@org/sdk";
import type { ChatCompletionCreateParams } from "@org/sdk/models";
import type { ScenarioConfig } from "./config.ts";

/** One way a call can go: it resolves to what was seen, and rejects when that is not what is wanted. */
export type Case = (config: ScenarioConfig) => Promise<string>;

/** What the server says, whole or in chunks: characters of one to four bytes. */
export const greeting = "Grüße, 世界 🌍";

export const hello = {
  model: "test/model-1",
  messages: [{ role: "user", content: "Say hello." }],
} satisfies ChatCompletionCreateParams;

/** A client of one of the server's answers, with the key given and one retry that does not wait. */
export function clientOf({ apiURL }: ScenarioConfig, answer: string, options: SDKOptions = {}): OpenRouter {
  return new OpenRouter({
    apiKey: "sk-or-v1-scenario",
    serverURL: `${apiURL}/${answer}`,
    retryConfig: { strategy: "backoff", backoff: { initialInterval: 1, maxInterval: 2 }, maxRetries: 1 },
    ...options,
  });
}

/** Resolves when the server has a request for this answer. */
export async function whenRequested({ apiURL }: ScenarioConfig, answer: string): Promise<void> {
  await fetch(`${apiURL}/requested?name=${answer}`);
}

/** Has the server break off the last of these answers. */
export async function cut({ apiURL }: ScenarioConfig, answer: string): Promise<void> {
  await fetch(`${apiURL}/cut?name=${answer}`);
}

export function mustEqual(seen: unknown, wanted: unknown): void {
  if (seen !== wanted) throw new Error(`${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)}`);
}

/** The error of a call that must fail with one of this class; anything else is thrown on. */
export async function errorOf<E>(
  call: () => Promise<unknown>,
  type: { readonly name: string; isInstance(value: unknown): value is E },
): Promise<E> {
  try {
    await call();
  } catch (error) {
    if (type.isInstance(error)) return error;
    throw error;
  }
  throw new Error(`no ${type.name} was thrown`);
}
