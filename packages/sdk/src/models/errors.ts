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
 * All that a call can fail with.
 *
 * @example
 * ```ts
 * import { OpenRouterCore } from "@org/sdk/core.js";
 * import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
 * import type { ChatCompleteError } from "@org/sdk/models/errors";
 *
 * function advice(error: ChatCompleteError): string {
 *   if (error.name === "ChatCompletionError") return error.isRetryable ? "Later, perhaps." : error.error.message;
 *   return error.name === "ConnectionError" ? `Look at the network: ${error.kind}` : error.message;
 * }
 * const result = await chatComplete(new OpenRouterCore(), { messages: [{ role: "user", content: "Hello" }] });
 * if (!result.ok) console.error(advice(result.error));
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
