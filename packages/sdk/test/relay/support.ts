import type { ChatCompletionChunk } from "@org/types/schemas";
import { chunk } from "../support/responses.ts";

export const keepAlive = ":\n\n";

/** Returns a typed chunk. */
export function typedChunk(content: string): ChatCompletionChunk {
  return chunk(content) as unknown as ChatCompletionChunk;
}

/** Yields chunks, and then throws the error, if there is one. */
export async function* yieldChunks(
  contents: readonly string[],
  ...thrown: readonly unknown[]
): AsyncGenerator<ChatCompletionChunk, undefined> {
  for (const content of contents) yield typedChunk(content);
  for (const error of thrown) throw error;
}

/** Creates a reader of the body of a response that returns the text of each read. */
export function createTextReader(response: Response): { next(): Promise<string | undefined>; cancel(): Promise<void> } {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  return {
    async next() {
      const read = await reader?.read();
      return read?.value && decoder.decode(read.value);
    },
    async cancel() {
      await reader?.cancel("left");
    },
  };
}

/** Yields any values as chunks. */
export async function* yieldValues(...all: readonly unknown[]): AsyncGenerator<ChatCompletionChunk, undefined> {
  yield* all as ChatCompletionChunk[];
}
