import { OpenRouter, type SDKOptions } from "@org/sdk";
import type { ChatCompletionCreateParams } from "@org/sdk/models";

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

/** A client of the server at this URL, which retries once and fast unless told otherwise. */
export function clientOf(serverURL: string, options: SDKOptions = {}): OpenRouter {
  return new OpenRouter({ apiKey: secretKey, serverURL, retryConfig: fastRetries, ...options });
}
