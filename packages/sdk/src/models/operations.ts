import type { ChatCompletion, ChatCompletionChunk, ChatCompletionCreateParams } from "@org/types/schemas";
import type { EventStream } from "../stream.ts";

/** The request of `chat.complete`. */
export type CreateChatCompletionRequest = ChatCompletionCreateParams;

/** The answer of `chat.complete`: a completion, or with `stream: true` a stream of chunks. */
export type CreateChatCompletionResponse = ChatCompletion | EventStream<ChatCompletionChunk>;
