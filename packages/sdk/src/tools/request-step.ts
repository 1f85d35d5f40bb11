import type { ChatCompletion, ChatCompletionChunk, ChatCompletionCreateParams } from "@org/types/schemas";
import type { OpenRouterCore } from "../core.ts";
import { OpenRouterError } from "../errors/api-error.ts";
import { chatComplete } from "../funcs/chatComplete.ts";
import { chatStream } from "../funcs/chatStream.ts";
import type { ChatCompleteError } from "../models/errors.ts";
import type { RequestOptions } from "../options.ts";
import type { Result } from "../result.ts";

export type Answer = Result<ChatCompletion, ChatCompleteError>;

/** A call, streamed if the request says so. It rejects only with what `onChunk` throws. */
export async function ask(
  core: OpenRouterCore,
  request: ChatCompletionCreateParams,
  options: RequestOptions,
  onChunk: (chunk: ChatCompletionChunk) => unknown,
): Promise<Answer> {
  const { stream: isStreamed } = request;
  if (!isStreamed) return chatComplete(core, { ...request, stream: isStreamed }, options);
  const stream = chatStream(core, { ...request, stream: isStreamed }, options);
  try {
    const chunks = stream[Symbol.asyncIterator]();
    for (let next = await settled(chunks.next()); ; next = await settled(chunks.next())) {
      if ("error" in next) return failure(next.error);
      if (next.value.done) break;
      await onChunk(next.value.value);
    }
    const { response, requestId, attempts } = await stream.withResponse();
    return { ok: true, value: await stream.finalCompletion(), response, requestId, attempts };
  } finally {
    await stream.cancel();
  }
}

function failure(error: ChatCompleteError): Answer {
  const shared = { ok: false as const, error, attempts: error.attempts };
  return OpenRouterError.isInstance(error) ? { ...shared, response: error.rawResponse } : shared;
}

async function settled<T>(promise: Promise<T>): Promise<{ value: T } | { error: ChatCompleteError }> {
  try {
    return { value: await promise };
  } catch (error) {
    return { error: error as ChatCompleteError };
  }
}
