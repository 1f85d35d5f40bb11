import type { ChatCompletionChunk } from "@org/types/schemas";
import type { RequestOptions, SDKOptions } from "../../src/options.ts";
import type { EventStream } from "../../src/stream/event-stream.ts";
import { eventStream } from "./responses.ts";
import { createControlledBody, type ControlledBody } from "./controlled-body.ts";
import { noRetries, observedClient, question, type FetchHandler } from "./observed-client.ts";

/** Opens the stream that a client returns for this response. By default, nothing is retried. */
export function openEventStream(
  handler: FetchHandler,
  options: RequestOptions = {},
  clientOptions: Omit<SDKOptions, "fetch"> = {},
): Promise<EventStream<ChatCompletionChunk>> {
  const { client } = observedClient({ fetch: handler, retryConfig: noRetries, ...clientOptions });
  return client.chat.complete({ ...question, stream: true }, options);
}

/** Opens a stream whose body is written by the test. */
export function openControlledStream(
  options: RequestOptions = {},
  clientOptions: Omit<SDKOptions, "fetch"> = {},
): { body: ControlledBody; opening: Promise<EventStream<ChatCompletionChunk>> } {
  const body = createControlledBody();
  return { body, opening: openEventStream(() => eventStream(body.stream), options, clientOptions) };
}

/** Returns the text deltas of chunks that are not empty. */
export function getTexts(chunks: readonly ChatCompletionChunk[]): string[] {
  return chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta.content ?? "")).filter(Boolean);
}
