import { OpenRouter, type SDKOptions } from "@org/sdk";
import type { ChatCompletionCreateParams } from "@org/sdk/models";
import { nodeFetch } from "@org/sdk/node.js";
import { undici7Fetch } from "./undici-7.ts";

/** What no output may ever show. */
export const secretKey = "sk-or-v1-5ec2e7c0ffee5ec2e7c0ffee5ec2e7c0ffee5ec2e7c0ffee5ec2e7c0ffee";

export const hello = {
  model: "test/model-1",
  messages: [{ role: "user", content: "Say hello. Grüße 🌍" }],
} satisfies ChatCompletionCreateParams;

/** One retry, at once. */
export const fastRetries = {
  strategy: "backoff",
  backoff: { initialInterval: 1, maxInterval: 2 },
  maxRetries: 1,
} satisfies SDKOptions["retryConfig"];

// The same tests run with the runtime's own fetch, and with ours for Node on each version of undici.
const fetches: Readonly<Record<string, () => typeof fetch>> = { node: () => nodeFetch(), undici7: undici7Fetch };
const transport: SDKOptions = { fetch: fetches[process.env["FETCH"] ?? ""]?.() };

/** A client of the server at this URL, which retries once and fast unless told otherwise. */
export function clientOf(serverURL: string, options: SDKOptions = {}): OpenRouter {
  return new OpenRouter({ apiKey: secretKey, serverURL, retryConfig: fastRetries, ...transport, ...options });
}
