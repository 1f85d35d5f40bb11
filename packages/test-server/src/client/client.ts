import { OpenRouter, type SDKOptions } from "@org/sdk";
import type { ChatCompletionCreateParams } from "@org/sdk/models";
import { nodeFetch } from "@org/sdk/node.js";
import { createUndici7Fetch } from "./undici-7.ts";

/** The key of the test clients, which no output may contain. */
export const secretKey = "sk-or-v1-5ec2e7c0ffee5ec2e7c0ffee5ec2e7c0ffee5ec2e7c0ffee5ec2e7c0ffee";

/** A request for a short completion. */
export const hello = {
  model: "test/model-1",
  messages: [{ role: "user", content: "Say hello. Grüße 🌍" }],
} satisfies ChatCompletionCreateParams;

/** One retry, after 1 ms. */
export const fastRetries = {
  strategy: "backoff",
  backoff: { initialInterval: 1, maxInterval: 2 },
  maxRetries: 1,
} satisfies SDKOptions["retryConfig"];

// FETCH selects the fetch of the test clients: nodeFetch() with undici 8 or 7, by default the runtime's.
const fetches: Readonly<Record<string, () => typeof fetch>> = { node: () => nodeFetch(), undici7: createUndici7Fetch };
const transport: SDKOptions = { fetch: fetches[process.env["FETCH"] ?? ""]?.() };

/** Creates a client of the server at this URL. By default, it retries once after 1 ms. */
export function createClient(serverURL: string, options: SDKOptions = {}): OpenRouter {
  return new OpenRouter({ apiKey: secretKey, serverURL, retryConfig: fastRetries, ...transport, ...options });
}
