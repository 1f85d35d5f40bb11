import type { ChatCompletionChunk, ErrorMetadata } from "@org/types/schemas";

/**
 * A chunk that says that the provider failed in the middle of a stream. Nothing but the end follows it.
 *
 * @param code as a rule an HTTP status; it becomes the `statusCode` of the error that the stream throws
 *
 * @example
 * ```ts
 * import { chunks, errorChunk, sseResponse } from "@org/sdk/testing.js";
 *
 * const [begin, word] = chunks("Once upon a time");
 * const broken = sseResponse([begin!, word!, errorChunk(502, "The provider went away")]);
 * ```
 */
export function errorChunk(code: number | string, message: string, metadata?: ErrorMetadata): ChatCompletionChunk {
  return {
    id: "gen-1790000000-AbCdEfGhIjKlMnOpQrSt",
    object: "chat.completion.chunk",
    created: 1_790_000_000,
    model: "openai/gpt-5-mini",
    provider: "OpenAI",
    error: { code, message, ...(metadata && { metadata }) },
    choices: [
      { index: 0, delta: { role: "assistant", content: "" }, finish_reason: "error", native_finish_reason: null },
    ],
  };
}
