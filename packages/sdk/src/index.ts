export { OpenRouterCore } from "./core.ts";
export { OpenRouter } from "./client.ts";
export { EventStream, type StreamSource } from "./stream/event-stream.ts";
export type { APIKeys } from "./resources/api-keys.ts";
export type { Chat } from "./resources/chat.ts";
export type { Credits } from "./resources/credits.ts";
export type { Embeddings } from "./resources/embeddings.ts";
export type { Generations } from "./resources/generations.ts";
export type { Models } from "./resources/models.ts";
export type { Providers } from "./resources/providers.ts";
export type {
  ApiKey,
  BackoffStrategy,
  BodyCallOptions,
  CallOptions,
  DebugLogger,
  HeaderOptions,
  Middleware,
  Observer,
  RequestOptions,
  RetryConfig,
  SDKOptions,
  SharedOptions,
} from "./options.ts";
export type { Failure, ResponseDetails, ResponsePromise, Result, Success } from "./result.ts";
export * as errors from "./models/errors.ts";
export * as models from "./models/index.ts";
export * as operations from "./models/operations.ts";
