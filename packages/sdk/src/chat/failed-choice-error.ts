import type { ChatCompletion } from "@org/types/schemas";
import { setHeaders } from "../config/merge-headers.ts";
import { OpenRouterCore } from "../core.ts";
import { ChatCompletionError } from "../errors/api-error.ts";
import { createRedactor } from "../request/redact.ts";
import { createResponseErrors } from "../response/response-errors.ts";
import type { Success } from "../result.ts";
import { findError, isFailedChoice } from "./error-in-200.ts";

/**
 * Returns the error of a completion in which a choice failed, with all choices as `partial`; `undefined` if none failed.
 * `chatComplete` returns such a completion as a success if another choice succeeded.
 */
export function findFailedChoiceError(
  core: OpenRouterCore,
  { value, response, attempts }: Pick<Success<ChatCompletion>, "value" | "response" | "attempts">,
): ChatCompletionError | undefined {
  if (!value.choices.some(isFailedChoice)) return undefined;
  const { headers, apiKey, policy } = OpenRouterCore.getOptions(core);
  const secrets = new Headers();
  if (typeof apiKey === "string" && apiKey) secrets.set("authorization", `Bearer ${apiKey}`);
  setHeaders(secrets, headers);
  const redact = () => createRedactor(secrets);
  const errors = createResponseErrors({
    response,
    progress: { attempts },
    policy,
    redact,
    ErrorClass: ChatCompletionError,
  });
  return findError(errors, JSON.stringify(value), false);
}
