import type { ChatCompletion } from "@org/types/schemas";
import { isFailedChoice } from "./parse-response.ts";
import { OpenRouterCore } from "../core.ts";
import { parseErrorBody, formatErrorMessage, getStatusCode } from "./error-body.ts";
import { ChatCompletionError } from "../errors/api-error.ts";
import { createRedactor } from "../request/redact.ts";
import type { Success } from "../result.ts";

// In UTF-16 units, as for every error.
const maxBodyLength = 64 * 1024;

/**
 * Returns the error of a completion in which a choice failed, with all choices as `partial`; `undefined` if none failed.
 * `chatComplete` returns such a completion as a success if another choice succeeded.
 */
export function findFailure(
  core: OpenRouterCore,
  { value, response, attempts }: Pick<Success<ChatCompletion>, "value" | "response" | "attempts">,
): ChatCompletionError | undefined {
  if (!value.choices.some(isFailedChoice)) return undefined;
  const { headers, apiKey } = OpenRouterCore.getState(core).options;
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
    body: safe.text.slice(0, maxBodyLength),
    rawResponse: response,
    attempts,
    error: detail,
    partial: choices,
  });
}
