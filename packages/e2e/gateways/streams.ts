import assert from "node:assert/strict";
import type { EventStream, RequestOptions, SDKOptions } from "@org/sdk";
import type { ChatCompletionChunk } from "@org/sdk/models";
import { ConnectionError, OpenRouterError } from "@org/sdk/models/errors";
import { chunk } from "@org/test-server/fault-server/bodies.ts";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import type { Handler } from "@org/test-server/fault-server/handlers.ts";
import { createClient, createRequest, getError, type Target } from "./target.ts";

/** Asks for a response without compression. */
export const identity = { "accept-encoding": "identity" };

/** A stream that nothing holds back: uncompressed where it must be. */
export function openPrompt(target: Target, options: RequestOptions = {}): Promise<EventStream<ChatCompletionChunk>> {
  return openStream(target, target.holdsBackCompressed ? { headers: identity } : {}, options);
}

/** A stream of the client that fails soon when nothing arrives. */
export function openStream(
  target: Target,
  clientOptions: SDKOptions = {},
  options: RequestOptions = {},
): Promise<EventStream<ChatCompletionChunk>> {
  const client = createClient(target, { timeoutMs: 15_000, ...clientOptions });
  return client.chat.complete({ ...createRequest(target), stream: true }, options);
}

/** @param onText called with the text of each chunk that has one */
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

/** The error of a stream that must fail with this class, and the text before it. */
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

/** The upstream server sends each event only after the one before has reached the caller. */
export async function readInStep(
  { upstream }: Target,
  call: () => Promise<AsyncIterable<ChatCompletionChunk>>,
): Promise<string> {
  const received: string[] = [];
  upstream.script([
    async (exchange) => {
      await exchange.events();
      await sendWords(exchange, received);
      await endStream(exchange);
    },
  ]);
  const { text } = await readAll(await call(), (content) => received.push(content));
  assert.equal(text, words.join(""));
  return "each event as it was sent";
}

/** Reports whether events are held back, although each is sent a while before the next. The stream is whole anyway. */
export async function readHeldBack(target: Target): Promise<string> {
  let sent = 0;
  let sentBeforeFirst = 0;
  target.upstream.script([
    async (exchange) => {
      await exchange.events();
      for (const word of words) {
        sent += 1;
        await exchange.sse(chunk(word));
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
  return sentBeforeFirst === words.length ? "whole, held back until the end" : "whole, not held back";
}

const words = ["one ", "two ", "three"];

/** Sends each word after the caller has received the one before, so that a cut cannot overtake them. */
async function sendWords(exchange: Exchange, received: readonly unknown[]): Promise<void> {
  for (const [index, word] of words.entries()) {
    await exchange.sse(chunk(word));
    while (received.length <= index && (await exchange.pause(5)));
  }
}

export async function endStream(exchange: Exchange, finishReason = "stop"): Promise<void> {
  await exchange.sse(chunk("", finishReason));
  await exchange.sse("[DONE]");
  await exchange.endChunks();
}

/** A stream that begins well, and what the upstream server does then. */
export async function readCut(target: Target, cut: Handler): Promise<string> {
  const received: string[] = [];
  target.upstream.on(async (exchange) => {
    await exchange.events();
    await sendWords(exchange, received);
    await cut(exchange);
  });
  const { text, error } = await readUntilError(
    await openPrompt(target),
    { name: "a typed error", isInstance: isTyped },
    (content) => received.push(content),
  );
  assert.equal(text, words.join(""));
  if (OpenRouterError.isInstance(error)) assert.equal(error.isRetryable, false);
  return describe(error);
}

/** Errors that tell the caller that a response was not whole. */
type TypedError = OpenRouterError | ConnectionError;

export function isTyped(value: unknown): value is TypedError {
  return OpenRouterError.isInstance(value) || ConnectionError.isInstance(value);
}

export function describe(error: TypedError): string {
  const kind = ConnectionError.isInstance(error) ? ` ${error.kind}` : "";
  return `${error.name}${kind}: ${error.message}`;
}
