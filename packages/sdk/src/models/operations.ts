import type { Operations } from "@org/types";
import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParams,
  EmbeddingsCreateParams,
} from "@org/types/schemas";
import type { EventStream } from "../stream/event-stream.ts";

/** The request of `chat.complete`. */
export type CreateChatCompletionRequest = ChatCompletionCreateParams;

/** The request of `models.list`: filters, order and page. */
export type ListModelsRequest = Operations["listModels"]["request"];

/** The request of `models.get`. */
export type GetModelRequest = Operations["getModel"]["request"];

/** The request of `models.endpoints`. */
export type ListModelEndpointsRequest = Operations["listModelEndpoints"]["request"];

/** The request of `generations.get`. */
export type GetGenerationRequest = Operations["getGeneration"]["request"];

/** The request of `embeddings.create`. */
export type CreateEmbeddingsRequest = EmbeddingsCreateParams;

/**
 * The result of `chat.complete`: a completion, or with `stream: true` a stream of chunks.
 *
 * @example
 * ```ts
 * import { OpenRouter, type operations } from "@org/sdk";
 *
 * const openRouter = new OpenRouter();
 * async function show(stream: boolean): Promise<void> {
 *   const result: operations.CreateChatCompletionResponse = await openRouter.chat.complete({
 *     messages: [{ role: "user", content: "Hello" }],
 *     stream,
 *   });
 *   if ("choices" in result) console.log(result.choices[0]?.message.content);
 *   else for await (const chunk of result) console.log(chunk.choices[0]?.delta.content);
 * }
 * await show(true);
 * ```
 */
export type CreateChatCompletionResponse = ChatCompletion | EventStream<ChatCompletionChunk>;
