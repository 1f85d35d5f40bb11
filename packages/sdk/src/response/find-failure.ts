import type { ChatCompletion } from "@org/types/schemas";
import { isFailedChoice } from "./parse-response.ts";
import { OpenRouterCore } from "../core.ts";
import { parseErrorBody, formatErrorMessage, getStatusCode } from "./error-body.ts";
import { ChatCompletionError } from "../errors/api-error.ts";
import { createRedactor } from "../request/redact.ts";
import type { Success } from "../result.ts";

// As of every error response.
const longestBody = 64 * 1024;

/**
 * Returns the error of a completion in which a choice failed; `undefined` if none did. Where other choices succeeded,
 * `chatComplete` returns the completion, and all of them are the error's `partial`.
 */
export function findFailure(
  core: OpenRouterCore,
  { value, response, attempts }: Pick<Success<ChatCompletion>, "value" | "response" | "attempts">,
): ChatCompletionError | undefined {
  if (!value.choices.some(isFailedChoice)) return undefined;
  const { headers, apiKey } = OpenRouterCore.stateOf(core).settings;
  const secrets = new Headers(headers);
  if (typeof apiKey === "string" && apiKey) secrets.set("authorization", `Bearer ${apiKey}`);
  const text = JSON.stringify(value);
  const safe = createRedactor(secrets).json(text) ?? { text, value };
  const { choices } = safe.value as ChatCompletion;
  const error = choices.find(isFailedChoice)?.error || "The provider failed while it generated the response";
  const detail = parseErrorBody({ error })?.error ?? { code: undefined, message: "" };
  const statusCode = getStatusCode(detail);
  return new ChatCompletionError(`${statusCode}: ${formatErrorMessage(detail)}`, {
    statusCode,
    body: safe.text.slice(0, longestBody),
    rawResponse: response,
    attempts,
    error: detail,
    partial: choices,
  });
}
