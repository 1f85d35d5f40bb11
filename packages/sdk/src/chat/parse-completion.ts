import type { ChatCompletion } from "@org/types/schemas";
import { safeParseJSON } from "../utils/parse-json.ts";
import { findError, getChoices, hasFailed, type ChatResponseErrors } from "./error-in-200.ts";

/**
 * Parses the body of a 2xx response.
 *
 * @throws {@link ChatCompletionError} when it contains an error.
 * @throws {@link ResponseValidationError} when it is not a completion.
 */
export function parseCompletion(getErrors: () => ChatResponseErrors, text: string): ChatCompletion {
  const value = safeParseJSON(text);
  const error = hasFailed(value) ? findError(getErrors(), text, true) : undefined;
  if (error) throw error;
  if (getChoices(value)) return value as ChatCompletion;
  throw getErrors().createInvalid("The response is not a completion", text);
}
