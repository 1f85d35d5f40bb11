import type { BudgetExceededError } from "../errors/budget-error.ts";
import type {
  ConnectionError,
  InvalidRequestError,
  RequestAbortedError,
  RequestTimeoutError,
  UnexpectedClientError,
} from "../errors/client-error.ts";
import type {
  APIError,
  ChatCompletionError,
  OpenRouterDefaultError,
  ResponseValidationError,
} from "../errors/api-error.ts";

export {
  ConnectionError,
  HTTPClientError,
  InvalidRequestError,
  RequestAbortedError,
  RequestTimeoutError,
  UnexpectedClientError,
  type ConnectionErrorKind,
  type HTTPClientErrorInit,
  type RequestTimeoutErrorInit,
  type RequestTimeoutKind,
} from "../errors/client-error.ts";
export {
  APIError,
  ChatCompletionError,
  OpenRouterDefaultError,
  OpenRouterError,
  ResponseValidationError,
  type APIErrorInit,
  type ChatCompletionErrorDetail,
  type APIErrorInit as ChatCompletionErrorInit,
  type OpenRouterErrorInit,
  type ResponseValidationErrorInit,
} from "../errors/api-error.ts";

/**
 * Every error that a chat call can throw.
 *
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
 * import type { ChatCompleteError } from "@org/sdk/models/errors";
 *
 * function explain(error: ChatCompleteError): string {
 *   if (error.name === "ChatCompletionError") return error.isRetryable ? "Try again later." : error.error.message;
 *   return error.name === "ConnectionError" ? `Check the network: ${error.kind}` : error.message;
 * }
 * const result = await chatComplete(new OpenRouterCore(), { messages: [{ role: "user", content: "Hello" }] });
 * if (!result.ok) console.error(explain(result.error));
 * ```
 */
export type ChatCompleteError = CallError<ChatCompletionError>;

/**
 * Every error that a call of another operation can throw, and with `E`, of any operation.
 *
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { modelsList } from "@org/sdk/funcs/modelsList.js";
 * import type { CallError } from "@org/sdk/models/errors";
 *
 * const explain = (error: CallError): string =>
 *   error.name === "APIError" && error.statusCode === 401 ? "Check the API key." : error.message;
 * const result = await modelsList(new OpenRouterCore());
 * if (!result.ok) console.error(explain(result.error));
 * ```
 */
export type CallError<E extends APIError = APIError> =
  | E
  | OpenRouterDefaultError
  | ResponseValidationError
  | ConnectionError
  | RequestTimeoutError
  | RequestAbortedError
  | InvalidRequestError
  | BudgetExceededError
  | UnexpectedClientError;
