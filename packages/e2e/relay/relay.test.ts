import type { ChatCompletionChunk } from "@org/sdk/models";
import { readRelay, relay, type RelayInit } from "@org/sdk/relay.js";
import { clientOf, hello, secretKey } from "@org/test-server/client/client.ts";
import { chunk, chunks } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/faults.ts";
import { faultServer, type FaultServer } from "@org/test-server/fault-server/server.ts";
import { event, framed } from "@org/test-server/fault-server/http-format.ts";
import { bodyReader, readUntil } from "@org/test-server/read-until.ts";
import { relayingServer, type RelayingServer } from "@org/test-server/relay-server.ts";
import { describe, expect, test } from "vitest";

const streamed = { ...hello, stream: true } as const;

/** A server between a reader and the service. */
function between(service: FaultServer, init?: RelayInit): Promise<RelayingServer> {
  const client = clientOf(service.url);
  return relayingServer(() => relay((signal) => client.chat.complete(streamed, { signal }), init));
}

async function drained(stream: AsyncIterable<ChatCompletionChunk>): Promise<{ items: unknown[]; error?: unknown }> {
  const items: unknown[] = [];
  try {
    for await (const item of stream) items.push(item);
  } catch (error) {
    return { items, error };
  }
  return { items };
}

describe("what comes out is what went in", () => {
  test("over two connections", async () => {
    await using service = await faultServer();
    service.script([
      async (exchange) => {
        await exchange.events();
        await exchange.chunk(": OPENROUTER PROCESSING\n\n");
        for (const each of chunks()) {
          await exchange.chunk(": OPENROUTER PROCESSING\n\n");
          await exchange.sse(each);
        }
        await exchange.sse("[DONE]");
        await exchange.endChunks();
      },
    ]);
    await using server = await between(service);
    expect(await drained(await readRelay(fetch(server.url)))).toEqual({ items: chunks() });
    await service.idle();
  });

  test("the head and the first byte are there before the service has said anything", async () => {
    await using service = await faultServer();
    service.script([(exchange) => exchange.stall()]);
    await using server = await between(service, { keepAliveMs: 20 });
    const response = await fetch(server.url);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    const reader = bodyReader(response);
    expect(await readUntil(reader, /(?::\n\n){3}/)).toBe(":\n\n:\n\n:\n\n");
    await reader.cancel();
    expect(await service.requests[0]?.closed).toMatchObject({ by: "client" });
  });

  test.each([
    ["status-400", { statusCode: 400 }],
    ["status-429", { statusCode: 429 }],
    ["error-in-200", { statusCode: 429 }],
    ["error-in-stream", { statusCode: 500 }],
    ["html-error-page", { statusCode: 502 }],
    ["html-200", { statusCode: 502 }],
    ["status-302", { statusCode: 502 }],
    ["reset-before-headers", { statusCode: 502 }],
  ] as const)("%s is told, without the key", async (name, wanted) => {
    await using service = await faultServer();
    service.on(faults[name]);
    await using server = await between(service);
    const response = await fetch(server.url);
    expect(await response.clone().text()).not.toMatch(new RegExp(`${secretKey}|127\\.0\\.0\\.1|ECONN|<html`, "i"));
    const { error } = await readRelay(response).then(drained, (thrown: unknown) => ({ error: thrown }));
    expect(error).toMatchObject({ name: "ChatCompletionError", ...wanted });
  });
});

describe("a reader that leaves closes the connection to the service", () => {
  test("before the first chunk", async () => {
    await using service = await faultServer();
    service.script([(exchange) => exchange.stall()]);
    await using server = await between(service);
    const leaving = new AbortController();
    const reading = readRelay(fetch(server.url, { signal: leaving.signal }), { signal: leaving.signal });
    await service.next();
    leaving.abort("enough");
    await expect(reading).rejects.toMatchObject({ name: "RequestAbortedError", cause: "enough" });
    expect(await service.requests[0]?.closed).toMatchObject({ by: "client" });
    expect(service.requests).toHaveLength(1);
  });

  test.each([1, 2])("at chunk %i", async (count) => {
    await using service = await faultServer();
    service.script([
      async (exchange) => {
        await exchange.events();
        for (let index = 0; index < count; index++) await exchange.sse(chunk("a"));
        await exchange.stall();
      },
    ]);
    await using server = await between(service);
    let seen = 0;
    for await (const _ of await readRelay(fetch(server.url))) if (++seen === count) break;
    expect(await service.requests[0]?.closed).toMatchObject({ by: "client" });
    await expect.poll(() => server.openSockets()).toBe(0);
  });

  test("in the middle of an endless answer", async () => {
    await using service = await faultServer();
    service.script([
      async (exchange) => {
        await exchange.events();
        while (await exchange.sse(chunk("on and on")));
      },
    ]);
    await using server = await between(service);
    let seen = 0;
    for await (const _ of await readRelay(fetch(server.url))) if (++seen === 500) break;
    expect(await service.requests[0]?.closed).toMatchObject({ by: "client" });
  });
});

describe("what breaks off on the way", () => {
  test("between the service and the server is told", async () => {
    await using service = await faultServer();
    service.script([
      async (exchange) => {
        await exchange.events();
        await exchange.sse(chunk("a"));
        await exchange.stall();
      },
    ]);
    await using server = await between(service);
    const reader = (await readRelay(fetch(server.url)))[Symbol.asyncIterator]();
    expect(await reader.next()).toEqual({ done: false, value: chunk("a") });
    service.requests[0]?.reset();
    const error: unknown = await reader.next().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ statusCode: 502, error: { message: "The connection to the service failed" } });
  });

  test("between the server and the reader is a cut", async () => {
    await using service = await faultServer();
    service.script([
      async (exchange) => {
        await exchange.events();
        await exchange.sse(chunk("a"));
        await exchange.stall();
      },
    ]);
    const server = await between(service);
    const reader = (await readRelay(fetch(server.url)))[Symbol.asyncIterator]();
    expect(await reader.next()).toEqual({ done: false, value: chunk("a") });
    await server[Symbol.asyncDispose]();
    const error: unknown = await reader.next().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "ConnectionError", kind: "truncated" });
    expect(await service.requests[0]?.closed).toMatchObject({ by: "client" });
  });
});

test("a reader that pauses stops the service", async () => {
  await using service = await faultServer();
  const pieces = 160;
  const pieceBytes = 512 * 1024;
  const piece = framed(event(chunk("x".repeat(pieceBytes))));
  service.on(async (exchange) => {
    await exchange.events();
    for (let left = pieces; left > 0; left -= 1) await exchange.write(piece);
    await exchange.sse("[DONE]");
    await exchange.endChunks();
  });
  await using server = await between(service);
  const reader = (await readRelay(fetch(server.url)))[Symbol.asyncIterator]();
  await reader.next();
  // A relay that reads ahead sends on the whole, while another reader gets the whole.
  expect(await countItems((await readRelay(fetch(server.url)))[Symbol.asyncIterator]())).toBe(pieces);
  // Measured: 12 MB of 80, in the buffers of two connections.
  expect(service.requests[0]?.bytesSent).toBeLessThan((pieces * pieceBytes) / 2);
  expect(await countItems(reader)).toBe(pieces - 1);
});

async function countItems(iterator: AsyncIterator<unknown>): Promise<number> {
  let items = 0;
  while (!(await iterator.next()).done) items += 1;
  return items;
}
