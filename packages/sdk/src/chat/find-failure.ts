import type { ChatCompletion } from "@org/types/schemas";
import { OpenRouterCore } from "../core.ts";
import { ChatCompletionError } from "../errors/api-error.ts";
import { createRedactor } from "../request/redact.ts";
import { createResponseParser } from "../response/parse-response.ts";
import type { Success } from "../result.ts";
import { findError, isFailedChoice } from "./parse-completion.ts";

/**
 * Returns the error of a completion in which a choice failed, with all choices as `partial`; `undefined` if none failed.
 * `chatComplete` returns such a completion as a success if another choice succeeded.
 */
export function findFailure(
  core: OpenRouterCore,
  { value, response, attempts }: Pick<Success<ChatCompletion>, "value" | "response" | "attempts">,
): ChatCompletionError | undefined {
  if (!value.choices.some(isFailedChoice)) return undefined;
  const { headers, apiKey, policy } = OpenRouterCore.getState(core).options;
  const secrets = new Headers(headers);
  if (typeof apiKey === "string" && apiKey) secrets.set("authorization", `Bearer ${apiKey}`);
  const redact = () => createRedactor(secrets);
  const parser = createResponseParser({ response, attempts, policy, redact, ErrorClass: ChatCompletionError });
  return findError(parser, JSON.stringify(value), false);
}
