import type { ChatCompletionError } from "../errors/api-error.ts";
import { getStatusCode, parseErrorBody } from "../response/error-body.ts";
import type { ResponseErrors } from "../response/response-errors.ts";
import { isRecord } from "../utils/is-record.ts";

export type ChatResponseErrors = ResponseErrors<ChatCompletionError>;

type Choices = ChatCompletionError["partial"];

/**
 * Returns the error in the JSON of a 2xx response, at its top or in a choice; `undefined` if there is none.
 *
 * @param allowRetry Whether the retry policy decides. An error after output is never retried.
 */
export function findError(
  errors: ChatResponseErrors,
  text: string,
  allowRetry: boolean,
): ChatCompletionError | undefined {
  const { text: body, value, errorBody } = errors.parseJSON(text);
  const choices = getChoices(value);
  const failed = choices?.find(isFailedChoice);
  const failure = errorBody ?? (failed && parseErrorBody({ error: failed.error || "The provider failed" }));
  if (!failure) return undefined;
  const hasOutput = choices?.some(hasContent) === true;
  // The API sends an empty choice with each error in a stream. It is not output.
  const partial = errorBody && !hasOutput ? undefined : choices;
  return errors.createAPIError(failure, body, getStatusCode(failure.error), allowRetry && !hasOutput, partial);
}

/** Returns whether the provider failed while it generated a choice. */
export function isFailedChoice(choice: unknown): choice is { readonly error?: unknown } {
  return isRecord(choice) && Boolean(choice["error"] || choice["finish_reason"] === "error");
}

/** Returns whether a choice contains output of the model. */
export function hasContent(choice: unknown): boolean {
  const { delta, message = delta, text } = (choice ?? {}) as Record<string, unknown>;
  const parts: [string, unknown][] = Object.entries(message ?? {});
  return Boolean(text) || parts.some(([key, part]) => key !== "role" && part && (part as unknown[]).length !== 0);
}

/** Returns whether a completion is an error: at its top, or in each of its choices. */
export function hasFailed(value: unknown): boolean {
  const choices = getChoices(value);
  return hasError(value) || (choices?.[0] !== undefined && choices.every(isFailedChoice));
}

export function hasError(value: unknown): boolean {
  return Array.isArray(value) || (isRecord(value) && Boolean(value["error"]));
}

export function getChoices(value: unknown): Choices {
  return isRecord(value) && Array.isArray(value["choices"]) ? (value["choices"] as Choices) : undefined;
}
