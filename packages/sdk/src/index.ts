export { OpenRouterCore } from "./core.ts";
export { OpenRouter } from "./client.ts";
export { EventStream, type StreamSource } from "./stream/event-stream.ts";
export type { Chat } from "./client.ts";
export type {
  ApiKey,
  BackoffStrategy,
  DebugLogger,
  HeaderOptions,
  Middleware,
  RequestOptions,
  RetryConfig,
  SDKOptions,
  SharedOptions,
} from "./options.ts";
export type { Failure, ResponseDetails, ResponsePromise, Result, Success } from "./result.ts";
export * as errors from "./models/errors.ts";
export * as models from "./models/index.ts";
export * as operations from "./models/operations.ts";
