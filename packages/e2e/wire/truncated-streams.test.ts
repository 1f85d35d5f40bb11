import type { OpenRouter } from "@org/sdk";
import { ConnectionError } from "@org/sdk/models/errors";
import { createClient, hello } from "@org/test-server/client/client.ts";
import { getErrorLabel, readStream } from "@org/test-server/client/run-call.ts";
import { chunk } from "@org/test-server/fault-server/bodies.ts";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import { formatChunk, formatEvent } from "@org/test-server/fault-server/http-format.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";

/*
 * A stream is truncated after each of its bytes, in each way in which a connection can end. A minimal parser of the bytes
 * before the end computes the expected outcome.
 */
const words = ["Grüße, ", "世界 ", "🌍"];
const streamBytes = Buffer.from(
  `: comment\n\n${[chunk(words[0] ?? ""), chunk(words[1] ?? ""), chunk(words[2] ?? "", "stop"), "[DONE]"].map(formatEvent).join("")}`,
);
const positions = Array.from({ length: streamBytes.length }, (_, index) => index);
const concurrency = 24;

interface Truncation {
  /** Whether the body is complete for HTTP. */
  isComplete: boolean;
  send(exchange: Exchange, bytes: Buffer): Promise<unknown>;
}

const truncations: Record<string, Truncation> = {
  "a reset": {
    isComplete: false,
    async send(exchange, bytes) {
      await sendPart(exchange, bytes);
      exchange.reset();
    },
  },
  "a closed connection": {
    isComplete: false,
    async send(exchange, bytes) {
      await sendPart(exchange, bytes);
      await exchange.end();
    },
  },
  "a regular end of the body": {
    isComplete: true,
    async send(exchange, bytes) {
      await exchange.startStream();
      if (bytes.length > 0) await exchange.sendChunk(bytes);
      await exchange.endChunks();
    },
  },
  "the close of a connection without content-length": {
    isComplete: true,
    async send(exchange, bytes) {
      await exchange.sendHead(200, { "content-type": "text/event-stream", connection: "close" });
      await exchange.write(bytes);
      await exchange.end();
    },
  },
};

describe.each(Object.entries(truncations))("a stream that is truncated by %s", (_, { send, isComplete }) => {
  test(`has the expected outcome at each of ${positions.length} positions`, async () => {
    await using server = await startFaultServer();
    server.on((exchange) => {
      const { seed } = JSON.parse(exchange.body.toString()) as { seed: number };
      return send(exchange, streamBytes.subarray(0, seed));
    });
    const { chat } = createClient(server.url);
    const outcomes: unknown[] = [];
    for (let start = 0; start < positions.length; start += concurrency) {
      outcomes.push(
        ...(await Promise.all(positions.slice(start, start + concurrency).map((at) => readTruncated(chat, at)))),
      );
    }
    expect(outcomes).toEqual(positions.map((position) => getExpected(position, isComplete)));
  });
});

async function readTruncated(chat: OpenRouter["chat"], position: number): Promise<object> {
  const toFailure = (error: unknown, text: string): object => {
    if (!ConnectionError.isInstance(error)) throw error;
    const { attempts, cause } = error;
    return { position, text, end: getErrorLabel(error), attempts, hasCause: cause !== undefined };
  };
  try {
    const { value, attempts } = await chat.complete({ ...hello, stream: true, seed: position }).withResponse();
    const { text, error } = await readStream(value);
    if (error !== undefined) return toFailure(error, text);
    return { position, text, end: "complete", attempts, hasCause: false };
  } catch (error) {
    return toFailure(error, "");
  }
}

function getExpected(position: number, isComplete: boolean): object {
  const blocks = streamBytes.subarray(0, position).toString().split("\n\n");
  const rest = blocks.pop() ?? "";
  const events = blocks.filter((block) => block.startsWith("data: ")).map((block) => block.slice("data: ".length));
  // At a regular end, the last event is valid without its blank line.
  const last = rest.trimEnd().slice("data: ".length);
  if (isComplete && (last === "[DONE]" || isJSON(last))) events.push(last);
  const isDone = events.includes("[DONE]");
  const data = events.filter((each) => each !== "[DONE]");
  const isDelivered = isDone || (isComplete && data.length === words.length);
  return {
    position,
    text: words.slice(0, data.length).join(""),
    end: isDelivered ? "complete" : "ConnectionError truncated",
    // Before the first event, the attempt is retried, with the same outcome.
    attempts: data.length === 0 ? 2 : 1,
    hasCause: !isDelivered && !isComplete,
  };
}

function isJSON(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Sends the first bytes of one HTTP chunk that contains the stream. */
async function sendPart(exchange: Exchange, bytes: Buffer): Promise<void> {
  await exchange.startStream();
  const bytesOfChunk = formatChunk(streamBytes);
  await exchange.write(bytesOfChunk.subarray(0, bytesOfChunk.length - streamBytes.length - 2 + bytes.length));
  await exchange.waitForDelivery();
}
