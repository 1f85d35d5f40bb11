import type { ChatCompletionChunk } from "@org/types/schemas";
import { chunk } from "../support/answers.ts";

export const silence = ":\n\n";

/** A chunk as its type has it. */
export function typedChunk(content: string): ChatCompletionChunk {
  return chunk(content) as unknown as ChatCompletionChunk;
}

/** These chunks, and what is thrown behind them, if anything is. */
export async function* chunksThen(
  contents: readonly string[],
  ...thrown: readonly unknown[]
): AsyncGenerator<ChatCompletionChunk, undefined> {
  for (const content of contents) yield typedChunk(content);
  for (const error of thrown) throw error;
}

/** A reader of a response's body as text, piece by piece. */
export function textReader(response: Response): { next(): Promise<string | undefined>; cancel(): Promise<void> } {
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

/** Anything in the place of chunks. */
export async function* values(...all: readonly unknown[]): AsyncGenerator<ChatCompletionChunk, undefined> {
  yield* all as ChatCompletionChunk[];
}
