import type { ChatCompletionChunk } from "@org/types/schemas";
import type { RequestOptions, SDKOptions } from "../../src/options.ts";
import type { EventStream } from "../../src/stream/event-stream.ts";
import { eventStream } from "./responses.ts";
import { heldBody, type HeldBody } from "./controlled-body.ts";
import { noRetries, observedClient, question, type Answering } from "./observed-client.ts";

/** The stream that a client gives for this answer. There are no retries unless the options say so. */
export function openEventStream(
  answer: Answering,
  options: RequestOptions = {},
  clientOptions: Omit<SDKOptions, "fetch"> = {},
): Promise<EventStream<ChatCompletionChunk>> {
  const { client } = observedClient({ fetch: answer, retryConfig: noRetries, ...clientOptions });
  return client.chat.complete({ ...question, stream: true }, options);
}

/** A call for a stream whose body the test writes by hand. */
export function heldStream(
  options: RequestOptions = {},
  clientOptions: Omit<SDKOptions, "fetch"> = {},
): { body: HeldBody; opening: Promise<EventStream<ChatCompletionChunk>> } {
  const body = heldBody();
  return { body, opening: openEventStream(() => eventStream(body.stream), options, clientOptions) };
}

/** The words in a list of chunks. */
export function getText(chunks: readonly ChatCompletionChunk[]): string[] {
  return chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta.content ?? "")).filter(Boolean);
}
