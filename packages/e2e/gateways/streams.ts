import assert from "node:assert/strict";
import type { EventStream, RequestOptions, SDKOptions } from "@org/sdk";
import type { ChatCompletionChunk } from "@org/sdk/models";
import { ConnectionError, OpenRouterError } from "@org/sdk/models/errors";
import { chunk } from "@org/test-server/fault-server/bodies.ts";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import type { Handler } from "@org/test-server/fault-server/handler-registry.ts";
import { createClient, createRequest, getError, type Target } from "./target.ts";

/** The headers of a request for a response without compression. */
export const identity = { "accept-encoding": "identity" };

/** Opens a stream whose events arrive without delay: without compression, if the gateway delays compressed events. */
export function openImmediateStream(
  target: Target,
  options: RequestOptions = {},
): Promise<EventStream<ChatCompletionChunk>> {
  return openStream(target, target.delaysCompressed ? { headers: identity } : {}, options);
}

/** Opens a stream with a short timeout. */
export function openStream(
  target: Target,
  clientOptions: SDKOptions = {},
  options: RequestOptions = {},
): Promise<EventStream<ChatCompletionChunk>> {
  const client = createClient(target, { timeoutMs: 15_000, ...clientOptions });
  return client.chat.complete({ ...createRequest(target), stream: true }, options);
}

/**
 * Reads a stream to its end. Returns its text and usage.
 *
 * @param onText called with the text of each chunk that has one
 */
export async function readAll(
  events: AsyncIterable<ChatCompletionChunk>,
  onText: (text: string) => unknown = () => {},
): Promise<{ text: string; usage: number | undefined }> {
  let text = "";
  let usage: number | undefined;
  for await (const each of events) {
    const content = each.choices[0]?.delta.content;
    if (content) {
      text += content;
      onText(content);
    }
    usage = each.usage?.total_tokens ?? usage;
  }
  return { text, usage };
}

/** Reads a stream that must fail with an error of this class. Returns the error and the text before it. */
export async function readUntilError<E>(
  events: AsyncIterable<ChatCompletionChunk>,
  type: Parameters<typeof getError<E>>[1],
  onText: (text: string) => unknown = () => {},
): Promise<{ text: string; error: E & Error }> {
  let text = "";
  const read = () =>
    readAll(events, (content) => {
      text += content;
      onText(content);
    });
  return { error: await getError(read, type), text };
}

/** Reads a stream whose upstream server sends each event after the caller has received the previous one. */
export async function readInStep(
  { upstream }: Target,
  call: () => Promise<AsyncIterable<ChatCompletionChunk>>,
): Promise<string> {
  const received: string[] = [];
  upstream.script([
    async (exchange) => {
      await exchange.startStream();
      await sendWords(exchange, received);
      await endStream(exchange);
    },
  ]);
  const { text } = await readAll(await call(), (content) => received.push(content));
  assert.equal(text, words.join(""));
  return "each event without delay";
}

/** Reads a stream with 300 ms between its events. Reports whether the gateway delays them until the end. */
export async function readSlowStream(target: Target): Promise<string> {
  let sent = 0;
  let sentBeforeFirst = 0;
  target.upstream.script([
    async (exchange) => {
      await exchange.startStream();
      for (const word of words) {
        sent += 1;
        await exchange.sendEvent(chunk(word));
        await exchange.pause(300);
      }
      await endStream(exchange);
    },
  ]);
  const events = await createClient(target).chat.complete({ ...createRequest(target), stream: true });
  const { text } = await readAll(events, () => {
    sentBeforeFirst ||= sent;
  });
  assert.equal(text, words.join(""));
  return sentBeforeFirst === words.length ? "complete, delayed until the end" : "complete, not delayed";
}

const words = ["one ", "two ", "three"];

/** Sends each word after the caller has received the previous one, so that a reset cannot overtake it. */
async function sendWords(exchange: Exchange, received: readonly unknown[]): Promise<void> {
  for (const [index, word] of words.entries()) {
    await exchange.sendEvent(chunk(word));
    while (received.length <= index && (await exchange.pause(5)));
  }
}

export async function endStream(exchange: Exchange, finishReason = "stop"): Promise<void> {
  await exchange.sendEvent(chunk("", finishReason));
  await exchange.sendEvent("[DONE]");
  await exchange.endChunks();
}

/** Reads a stream that the upstream server truncates with `truncate` after some events. */
export async function readTruncated(target: Target, truncate: Handler): Promise<string> {
  const received: string[] = [];
  target.upstream.on(async (exchange) => {
    await exchange.startStream();
    await sendWords(exchange, received);
    await truncate(exchange);
  });
  const { text, error } = await readUntilError(
    await openImmediateStream(target),
    { name: "a typed error", isInstance: isTypedError },
    (content) => received.push(content),
  );
  assert.equal(text, words.join(""));
  if (OpenRouterError.isInstance(error)) assert.equal(error.isRetryable, false);
  return describeError(error);
}

/** The errors of an incomplete response. */
type TypedError = OpenRouterError | ConnectionError;

export function isTypedError(value: unknown): value is TypedError {
  return OpenRouterError.isInstance(value) || ConnectionError.isInstance(value);
}

export function describeError(error: TypedError): string {
  const kind = ConnectionError.isInstance(error) ? ` ${error.kind}` : "";
  return `${error.name}${kind}: ${error.message}`;
}
