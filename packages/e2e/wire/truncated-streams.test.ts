import type { OpenRouter } from "@org/sdk";
import { ConnectionError } from "@org/sdk/models/errors";
import { clientOf, hello } from "@org/test-server/client/client.ts";
import { drained, nameOf } from "@org/test-server/client/run-call.ts";
import { chunk } from "@org/test-server/fault-server/bodies.ts";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import { faultServer } from "@org/test-server/fault-server/server.ts";
import { event, framed } from "@org/test-server/fault-server/http-format.ts";
import { describe, expect, test } from "vitest";

/*
 * One stream, cut behind each of its bytes in turn, by each of the ways in which a connection ends. What the SDK
 * must make of it is told by reading the bytes before the cut in the plainest possible manner.
 */
const words = ["Grüße, ", "世界 ", "🌍"];
const whole = Buffer.from(
  `: comment\n\n${[chunk(words[0] ?? ""), chunk(words[1] ?? ""), chunk(words[2] ?? "", "stop"), "[DONE]"].map(event).join("")}`,
);
const positions = Array.from({ length: whole.length }, (_, index) => index);
const atOnce = 24;

interface Cut {
  /** Whether HTTP itself can tell that the body is not whole. */
  isClean: boolean;
  send(exchange: Exchange, bytes: Buffer): Promise<unknown>;
}

const cuts: Record<string, Cut> = {
  "a reset": {
    isClean: false,
    async send(exchange, bytes) {
      await sendPart(exchange, bytes);
      exchange.reset();
    },
  },
  "a closed connection": {
    isClean: false,
    async send(exchange, bytes) {
      await sendPart(exchange, bytes);
      await exchange.drop();
    },
  },
  "the right end of a body that is too short": {
    isClean: true,
    async send(exchange, bytes) {
      await exchange.events();
      if (bytes.length > 0) await exchange.chunk(bytes);
      await exchange.endChunks();
    },
  },
  "a closed connection that HTTP takes for the end": {
    isClean: true,
    async send(exchange, bytes) {
      await exchange.head(200, { "content-type": "text/event-stream", connection: "close" });
      await exchange.write(bytes);
      await exchange.drop();
    },
  },
};

describe.each(Object.entries(cuts))("a stream that is cut by %s", (_, { send, isClean }) => {
  test(`is truncated, wherever that happens: ${positions.length} places`, async () => {
    await using server = await faultServer();
    server.on((exchange) => {
      const { seed } = JSON.parse(exchange.body.toString()) as { seed: number };
      return send(exchange, whole.subarray(0, seed));
    });
    const { chat } = clientOf(server.url);
    const seen: unknown[] = [];
    for (let start = 0; start < positions.length; start += atOnce) {
      seen.push(...(await Promise.all(positions.slice(start, start + atOnce).map((at) => told(chat, at)))));
    }
    expect(seen).toEqual(positions.map((position) => wanted(position, isClean)));
  });
});

async function told(chat: OpenRouter["chat"], position: number): Promise<object> {
  const failed = (error: unknown, said: string): object => {
    if (!ConnectionError.isInstance(error)) throw error;
    const { attempts, cause } = error;
    return { position, said, end: nameOf(error), attempts, hasCause: cause !== undefined };
  };
  try {
    const { value, attempts } = await chat.complete({ ...hello, stream: true, seed: position }).withResponse();
    const { said, error } = await drained(value);
    if (error !== undefined) return failed(error, said);
    return { position, said, end: "whole", attempts, hasCause: false };
  } catch (error) {
    return failed(error, "");
  }
}

function wanted(position: number, isClean: boolean): object {
  const blocks = whole.subarray(0, position).toString().split("\n\n");
  const rest = blocks.pop() ?? "";
  const events = blocks.filter((block) => block.startsWith("data: ")).map((block) => block.slice("data: ".length));
  // At a clean end the last event counts without its blank line, when it is complete.
  const last = rest.trimEnd().slice("data: ".length);
  if (isClean && (last === "[DONE]" || isJson(last))) events.push(last);
  const isDone = events.includes("[DONE]");
  const data = events.filter((each) => each !== "[DONE]");
  const isWhole = isDone || (isClean && data.length === words.length);
  return {
    position,
    said: words.slice(0, data.length).join(""),
    end: isWhole ? "whole" : "ConnectionError truncated",
    // Nothing has come yet: it is made again, to the same end.
    attempts: data.length === 0 ? 2 : 1,
    hasCause: !isWhole && !isClean,
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** As much of the body, in one chunk that announces all of it. */
async function sendPart(exchange: Exchange, bytes: Buffer): Promise<void> {
  await exchange.events();
  const all = framed(whole);
  await exchange.write(all.subarray(0, all.length - whole.length - 2 + bytes.length));
  await exchange.delivered();
}
