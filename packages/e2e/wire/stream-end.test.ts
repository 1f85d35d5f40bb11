import type { EventStream } from "@org/sdk";
import type { ChatCompletionChunk } from "@org/sdk/models";
import { createClient, hello } from "@org/test-server/client/client.ts";
import { readStream, runCall } from "@org/test-server/client/run-call.ts";
import { chunk, chunks, errorBody } from "@org/test-server/fault-server/bodies.ts";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import { formatEvent } from "@org/test-server/fault-server/http-format.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";

type Stream = EventStream<ChatCompletionChunk>;
const streamed = { ...hello, stream: true } as const;

describe("leaving a stream closes its connection", () => {
  const methods: [string, (stream: Stream) => Promise<unknown>][] = [
    ["break", (stream) => readThree(stream, () => "break")],
    ["return", (stream) => readThree(stream, () => "return")],
    ["throw", (stream) => expect(readThree(stream, () => expect.fail("thrown"))).rejects.toThrow("thrown")],
    ["return() of the iterator", async (stream) => stream[Symbol.asyncIterator]().return?.()],
    ["throw() of the iterator", (stream) => expect(stream[Symbol.asyncIterator]().throw?.("no")).rejects.toBe("no")],
    ["cancel()", (stream) => stream.cancel()],
    ["await using", dispose],
    ["cancel() of its ReadableStream", (stream) => stream.toReadableStream().cancel()],
    ["break in its ReadableStream", (stream) => readThree(stream.toReadableStream(), () => "break")],
  ];

  test.each(methods)("by %s", async (_, leaveStream) => {
    await using server = await startFaultServer();
    server.script([sendEndlessStream]);
    await leaveStream(await createClient(server.url).chat.complete(streamed));
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });

  test("by cancel(), which ends a pending read", async () => {
    await using server = await startFaultServer();
    server.script([faults["stall-in-stream"]]);
    const stream = await createClient(server.url).chat.complete(streamed);
    const reader = stream[Symbol.asyncIterator]();
    await reader.next();
    await reader.next();
    const pending = reader.next();
    await stream.cancel();
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });

  test("by cancel() when the stream was never read", async () => {
    await using server = await startFaultServer();
    server.script([faults["stall-in-stream"]]);
    const stream = await createClient(server.url).chat.complete(streamed);
    await expect(server.waitForIdle(100)).rejects.toThrow("Active after 100 ms");
    await stream.cancel();
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
    await expect(async () => readStream(stream).then(({ error }) => Promise.reject(error as Error))).rejects.toThrow(
      "only once",
    );
  });
});

describe("[DONE]", () => {
  test("ends the call, and the connection serves the next one when the body ends later", async () => {
    await using server = await startFaultServer();
    server.on(async (exchange) => {
      await exchange.startStream();
      await exchange.sendEvent(chunk("Hello", "stop"));
      await exchange.sendEvent("[DONE]");
      await exchange.waitForDelivery();
      await exchange.endChunks();
    });
    const core = createClient(server.url);
    for (let call = 0; call < 3; call += 1) {
      expect(await runCall(core, "stream")).toMatchObject({ end: "complete", text: "Hello" });
      await server.waitForIdle();
      await server.requests[call]?.waitForDelivery();
    }
    expect(server.requests.map(({ connection }) => connection)).toEqual([0, 0, 0]);
  });

  test.each<[string, unknown]>([
    ["an event", chunk("more")],
    ["an error", errorBody(500, "Too late")],
    ["data that is not JSON", "{oops"],
    ["another [DONE]", "[DONE]"],
  ])("ends the stream: %s after it is ignored", async (_, late) => {
    await using server = await startFaultServer();
    server.script([
      async (exchange) => {
        await exchange.startStream();
        await exchange.sendChunk(formatEvent(chunk("Hello")) + formatEvent("[DONE]") + formatEvent(late));
        await exchange.endChunks();
      },
    ]);
    expect(await runCall(createClient(server.url), "stream")).toMatchObject({
      end: "complete",
      text: "Hello",
      attempts: 1,
    });
  });

  test.each<[string, (exchange: Exchange) => unknown]>([
    ["silence", (exchange) => exchange.stall()],
    [
      "an endless body",
      async (exchange) => {
        while (await exchange.sendChunk("x".repeat(1_000)));
      },
    ],
  ])("ends the call before %s, and the connection is closed", async (_, follow) => {
    await using server = await startFaultServer();
    server.script([
      async (exchange) => {
        await exchange.startStream();
        await exchange.sendChunk([...chunks(), "[DONE]"].map(formatEvent).join(""));
        await follow(exchange);
      },
    ]);
    expect(await runCall(createClient(server.url), "stream")).toMatchObject({ end: "complete" });
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });

  test("ends the call before a reset, and the next call succeeds", async () => {
    await using server = await startFaultServer();
    server.script([
      async (exchange) => {
        await exchange.startStream();
        for (const each of [...chunks(), "[DONE]"]) await exchange.sendEvent(each);
        await exchange.stall();
      },
      faults.stream,
    ]);
    expect(await runCall(createClient(server.url), "stream")).toMatchObject({ end: "complete" });
    server.requests[0]?.reset();
    expect(await server.requests[0]?.closed).toMatchObject({ by: "server" });
    expect(await runCall(createClient(server.url), "stream")).toMatchObject({ end: "complete" });
  });
});

async function sendEndlessStream(exchange: Exchange): Promise<void> {
  await exchange.startStream();
  while (await exchange.sendEvent(chunk("more "))) await exchange.waitForDelivery();
}

/** Reads three items, then leaves the loop. */
async function readThree(stream: AsyncIterable<unknown>, how: () => "break" | "return"): Promise<void> {
  let count = 0;
  for await (const _ of stream) {
    count += 1;
    if (count < 3) continue;
    if (how() === "return") return;
    break;
  }
  expect(count).toBe(3);
}

async function dispose(opened: Stream): Promise<void> {
  await using _ = opened;
}
