import type { ChatCompletionChunk } from "@org/sdk/models";
import { readRelay, relay, type RelayInit } from "@org/sdk/relay.js";
import { createClient, hello, secretKey } from "@org/test-server/client/client.ts";
import { chunk, chunks } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import { formatChunk, formatEvent } from "@org/test-server/fault-server/http-format.ts";
import { type FaultServer, startFaultServer } from "@org/test-server/fault-server/server.ts";
import { bodyReader, readUntil } from "@org/test-server/read-until.ts";
import { type RelayServer, startRelayServer } from "@org/test-server/relay-server.ts";
import { describe, expect, test } from "vitest";

const streamed = { ...hello, stream: true } as const;

/** Starts a relay between a reader and the service. */
function startRelay(service: FaultServer, init?: RelayInit): Promise<RelayServer> {
  const client = createClient(service.url);
  return startRelayServer(() => relay((signal) => client.chat.complete(streamed, { signal }), init));
}

async function readItems(stream: AsyncIterable<ChatCompletionChunk>): Promise<{ items: unknown[]; error?: unknown }> {
  const items: unknown[] = [];
  try {
    for await (const item of stream) items.push(item);
  } catch (error) {
    return { items, error };
  }
  return { items };
}

describe("a relay", () => {
  test("passes on the chunks of the service", async () => {
    await using service = await startFaultServer();
    service.script([
      async (exchange) => {
        await exchange.startStream();
        await exchange.sendChunk(": OPENROUTER PROCESSING\n\n");
        for (const each of chunks()) {
          await exchange.sendChunk(": OPENROUTER PROCESSING\n\n");
          await exchange.sendEvent(each);
        }
        await exchange.sendEvent("[DONE]");
        await exchange.endChunks();
      },
    ]);
    await using server = await startRelay(service);
    expect(await readItems(await readRelay(fetch(server.url)))).toEqual({ items: chunks() });
    await service.waitForIdle();
  });

  test("sends the head and comments before the service responds", async () => {
    await using service = await startFaultServer();
    service.script([(exchange) => exchange.stall()]);
    await using server = await startRelay(service, { keepAliveMs: 20 });
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
  ] as const)("passes on the error of %s without the key", async (name, expected) => {
    await using service = await startFaultServer();
    service.on(faults[name]);
    await using server = await startRelay(service);
    const response = await fetch(server.url);
    expect(await response.clone().text()).not.toMatch(new RegExp(`${secretKey}|127\\.0\\.0\\.1|ECONN|<html`, "i"));
    const { error } = await readRelay(response).then(readItems, (thrown: unknown) => ({ error: thrown }));
    expect(error).toMatchObject({ name: "ChatCompletionError", ...expected });
  });
});

describe("a reader that disconnects closes the connection to the service", () => {
  test("before the first chunk", async () => {
    await using service = await startFaultServer();
    service.script([(exchange) => exchange.stall()]);
    await using server = await startRelay(service);
    const controller = new AbortController();
    const reading = readRelay(fetch(server.url, { signal: controller.signal }), { signal: controller.signal });
    await service.next();
    controller.abort("enough");
    await expect(reading).rejects.toMatchObject({ name: "RequestAbortedError", cause: "enough" });
    expect(await service.requests[0]?.closed).toMatchObject({ by: "client" });
    expect(service.requests).toHaveLength(1);
  });

  test.each([1, 2])("after chunk %i", async (count) => {
    await using service = await startFaultServer();
    service.script([
      async (exchange) => {
        await exchange.startStream();
        for (let index = 0; index < count; index++) await exchange.sendEvent(chunk("a"));
        await exchange.stall();
      },
    ]);
    await using server = await startRelay(service);
    let received = 0;
    for await (const _ of await readRelay(fetch(server.url))) if (++received === count) break;
    expect(await service.requests[0]?.closed).toMatchObject({ by: "client" });
    await expect.poll(() => server.countConnections()).toBe(0);
  });

  test("during an endless stream", async () => {
    await using service = await startFaultServer();
    service.script([
      async (exchange) => {
        await exchange.startStream();
        while (await exchange.sendEvent(chunk("more ")));
      },
    ]);
    await using server = await startRelay(service);
    let received = 0;
    for await (const _ of await readRelay(fetch(server.url))) if (++received === 500) break;
    expect(await service.requests[0]?.closed).toMatchObject({ by: "client" });
  });
});

describe("an interrupted connection", () => {
  test("between the service and the relay is a ChatCompletionError", async () => {
    await using service = await startFaultServer();
    service.script([
      async (exchange) => {
        await exchange.startStream();
        await exchange.sendEvent(chunk("a"));
        await exchange.stall();
      },
    ]);
    await using server = await startRelay(service);
    const reader = (await readRelay(fetch(server.url)))[Symbol.asyncIterator]();
    expect(await reader.next()).toEqual({ done: false, value: chunk("a") });
    service.requests[0]?.reset();
    const error: unknown = await reader.next().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ statusCode: 502, error: { message: "The connection to the service failed" } });
  });

  test("between the relay and the reader is a ConnectionError", async () => {
    await using service = await startFaultServer();
    service.script([
      async (exchange) => {
        await exchange.startStream();
        await exchange.sendEvent(chunk("a"));
        await exchange.stall();
      },
    ]);
    const server = await startRelay(service);
    const reader = (await readRelay(fetch(server.url)))[Symbol.asyncIterator]();
    expect(await reader.next()).toEqual({ done: false, value: chunk("a") });
    await server[Symbol.asyncDispose]();
    const error: unknown = await reader.next().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "ConnectionError", kind: "truncated" });
    expect(await service.requests[0]?.closed).toMatchObject({ by: "client" });
  });
});

test("the service stops while the reader does not read", async () => {
  await using service = await startFaultServer();
  const pieces = 160;
  const pieceBytes = 512 * 1024;
  const piece = formatChunk(formatEvent(chunk("x".repeat(pieceBytes))));
  service.on(async (exchange) => {
    await exchange.startStream();
    for (let left = pieces; left > 0; left -= 1) await exchange.write(piece);
    await exchange.sendEvent("[DONE]");
    await exchange.endChunks();
  });
  await using server = await startRelay(service);
  const reader = (await readRelay(fetch(server.url)))[Symbol.asyncIterator]();
  await reader.next();
  // A relay that reads ahead receives the whole stream while another reader reads its stream to the end.
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
