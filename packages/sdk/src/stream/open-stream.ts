import type { ChatCompletionChunk } from "@org/types/schemas";
import { isReadable } from "../response/read-body.ts";
import { ChunkSource, type ChunkSourceOptions } from "./chunk-reader.ts";
import { UnexpectedClientError } from "../errors/client-error.ts";
import { EventStream } from "./event-stream.ts";

/** The stream in a good answer, once its first chunk has come. @throws the typed error, when there is none in it */
export async function openStream(
  { body, status, headers }: Response,
  options: Omit<ChunkSourceOptions, "isDeclared">,
): Promise<EventStream<ChatCompletionChunk>> {
  const { answer, timer } = options;
  // Some runtimes have no body where others have an empty one.
  if (body === null) throw status === 204 ? answer.notAStream("") : answer.cut();
  if (!isReadable(body)) {
    const message = "This fetch cannot stream: response.body must be a ReadableStream";
    throw new UnexpectedClientError(message, { attempts: answer.attempts });
  }
  const isDeclared = headers.get("content-type")?.startsWith("text/event-stream") === true;
  const source = new ChunkSource(body, { ...options, isDeclared });
  const text = await source.open();
  if (text !== undefined) throw answer.notAStream(text);
  timer.useful();
  return new EventStream(source);
}
