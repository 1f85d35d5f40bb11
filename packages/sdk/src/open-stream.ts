import type { ChatCompletionChunk } from "@org/types/schemas";
import { ChunkSource, type ChunkSourceOptions } from "./chunks.ts";
import { EventStream } from "./stream.ts";

/** The stream in a good answer, once its first chunk has come. @throws the typed error, when there is none in it */
export async function openStream(
  { body, status }: Response,
  options: ChunkSourceOptions,
): Promise<EventStream<ChatCompletionChunk>> {
  const { answer, timer } = options;
  // Some runtimes have no body where others have an empty one.
  if (!body) throw status === 204 ? answer.notAStream("") : answer.cut();
  const source = new ChunkSource(body, options);
  const text = await source.open();
  if (text !== undefined) throw answer.notAStream(text);
  timer.useful();
  return new EventStream(source);
}
