import type {
  ConnectionError,
  InvalidRequestError,
  RequestAbortedError,
  RequestTimeoutError,
  UnexpectedClientError,
} from "../errors/client-error.ts";
import type { ChatCompletionError, OpenRouterDefaultError, ResponseValidationError } from "../errors/api-error.ts";

export {
  ConnectionError,
  HTTPClientError,
  InvalidRequestError,
  RequestAbortedError,
  RequestTimeoutError,
  UnexpectedClientError,
  type ConnectionErrorKind,
  type HTTPClientErrorInit,
  type RequestTimeoutKind,
} from "../errors/client-error.ts";
export {
  ChatCompletionError,
  OpenRouterDefaultError,
  OpenRouterError,
  ResponseValidationError,
  type ChatCompletionErrorDetail,
  type ChatCompletionErrorInit,
  type OpenRouterErrorInit,
  type ResponseValidationErrorInit,
} from "../errors/api-error.ts";

/**
 * Every error that a call can throw.
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
export type ChatCompleteError =
  | ChatCompletionError
  | OpenRouterDefaultError
  | ResponseValidationError
  | ConnectionError
  | RequestTimeoutError
  | RequestAbortedError
  | InvalidRequestError
  | UnexpectedClientError;
