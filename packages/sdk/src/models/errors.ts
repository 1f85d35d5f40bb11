import type {
  ConnectionError,
  InvalidRequestError,
  RequestAbortedError,
  RequestTimeoutError,
  UnexpectedClientError,
} from "../errors/http-client-error.ts";
import type {
  ChatCompletionError,
  OpenRouterDefaultError,
  ResponseValidationError,
} from "../errors/openrouter-error.ts";

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
} from "../errors/http-client-error.ts";
export {
  ChatCompletionError,
  OpenRouterDefaultError,
  OpenRouterError,
  ResponseValidationError,
  type ChatCompletionErrorDetail,
  type ChatCompletionErrorInit,
  type OpenRouterErrorInit,
  type ResponseValidationErrorInit,
} from "../errors/openrouter-error.ts";

/** All that a call can fail with. */
export type ChatCompleteError =
  | ChatCompletionError
  | OpenRouterDefaultError
  | ResponseValidationError
  | ConnectionError
  | RequestTimeoutError
  | RequestAbortedError
  | InvalidRequestError
  | UnexpectedClientError;
