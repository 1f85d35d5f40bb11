import { OpenRouter, type SDKOptions } from "@org/sdk";
import type { ChatCompletionCreateParams } from "@org/sdk/models";
import { nodeFetch } from "@org/sdk/node.js";

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

// The same tests run twice: with the runtime's own fetch, and with ours for Node.
const transport: SDKOptions = process.env["FETCH"] === "node" ? { fetch: nodeFetch() } : {};

/** A client of the server at this URL, which retries once and fast unless told otherwise. */
export function clientOf(serverURL: string, options: SDKOptions = {}): OpenRouter {
  return new OpenRouter({ apiKey: secretKey, serverURL, retryConfig: fastRetries, ...transport, ...options });
}
