import type { EventStream } from "@org/sdk";
import type { ChatCompletionChunk } from "@org/sdk/models";
import { clientOf, hello } from "@org/test-server/client/client.ts";
import { callTo, drained } from "@org/test-server/client/run-call.ts";
import { chunk, chunks, errorBody } from "@org/test-server/fault-server/bodies.ts";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import { faults } from "@org/test-server/fault-server/faults.ts";
import { faultServer } from "@org/test-server/fault-server/server.ts";
import { event } from "@org/test-server/fault-server/http-format.ts";
import { describe, expect, test } from "vitest";

type Stream = EventStream<ChatCompletionChunk>;
const streamed = { ...hello, stream: true } as const;

describe("a stream that is left closes its connection", () => {
  const ways: [string, (stream: Stream) => Promise<unknown>][] = [
    ["break", (stream) => leave(stream, () => "break")],
    ["return", (stream) => leave(stream, () => "return")],
    ["throw", (stream) => expect(leave(stream, () => expect.fail("thrown"))).rejects.toThrow("thrown")],
    ["return() of the iterator", async (stream) => stream[Symbol.asyncIterator]().return?.()],
    ["throw() of the iterator", (stream) => expect(stream[Symbol.asyncIterator]().throw?.("no")).rejects.toBe("no")],
    ["cancel()", (stream) => stream.cancel()],
    ["await using", disposed],
    ["cancel() of its ReadableStream", (stream) => stream.toReadableStream().cancel()],
    ["break in its ReadableStream", (stream) => leave(stream.toReadableStream(), () => "break")],
  ];

  test.each(ways)("%s", async (_, go) => {
    await using server = await faultServer();
    server.script([endless]);
    await go(await clientOf(server.url).chat.complete(streamed));
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });

  test("cancel() while a reader waits: it sees the end", async () => {
    await using server = await faultServer();
    server.script([faults["stall-in-stream"]]);
    const stream = await clientOf(server.url).chat.complete(streamed);
    const reader = stream[Symbol.asyncIterator]();
    await reader.next();
    await reader.next();
    const waiting = reader.next();
    await stream.cancel();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });

  test("and an unread one holds it until then", async () => {
    await using server = await faultServer();
    server.script([faults["stall-in-stream"]]);
    const stream = await clientOf(server.url).chat.complete(streamed);
    await expect(server.idle(100)).rejects.toThrow("Underway");
    await stream.cancel();
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
    await expect(async () => drained(stream).then(({ error }) => Promise.reject(error as Error))).rejects.toThrow(
      "only once",
    );
  });
});

describe("[DONE] ends a stream", () => {
  test("and its connection serves the next call, also when the body ends a little later", async () => {
    await using server = await faultServer();
    server.on(async (exchange) => {
      await exchange.events();
      await exchange.sse(chunk("Hello", "stop"));
      await exchange.sse("[DONE]");
      await exchange.delivered();
      await exchange.endChunks();
    });
    const core = clientOf(server.url);
    for (let call = 0; call < 3; call += 1) {
      expect(await callTo(core, "stream")).toMatchObject({ end: "whole", said: "Hello" });
      await server.idle();
      await server.requests[call]?.delivered();
    }
    expect(server.requests.map(({ connection }) => connection)).toEqual([0, 0, 0]);
  });

  test.each<[string, unknown]>([
    ["an event", chunk("more")],
    ["an error", errorBody(500, "Too late")],
    ["what is no JSON", "{oops"],
    ["another [DONE]", "[DONE]"],
  ])("and %s behind it is ignored", async (_, late) => {
    await using server = await faultServer();
    server.script([
      async (exchange) => {
        await exchange.events();
        await exchange.chunk(event(chunk("Hello")) + event("[DONE]") + event(late));
        await exchange.endChunks();
      },
    ]);
    expect(await callTo(clientOf(server.url), "stream")).toMatchObject({ end: "whole", said: "Hello", attempts: 1 });
  });

  test.each<[string, (exchange: Exchange) => unknown]>([
    ["silence", (exchange) => exchange.stall()],
    [
      "bytes without end",
      async (exchange) => {
        while (await exchange.chunk("x".repeat(1_000)));
      },
    ],
  ])("though %s follows: the call is over, and the connection soon closed", async (_, follow) => {
    await using server = await faultServer();
    server.script([
      async (exchange) => {
        await exchange.events();
        await exchange.chunk([...chunks(), "[DONE]"].map(event).join(""));
        await follow(exchange);
      },
    ]);
    expect(await callTo(clientOf(server.url), "stream")).toMatchObject({ end: "whole" });
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });

  test("though a reset follows", async () => {
    await using server = await faultServer();
    server.script([
      async (exchange) => {
        await exchange.events();
        for (const each of [...chunks(), "[DONE]"]) await exchange.sse(each);
        await exchange.stall();
      },
      faults.stream,
    ]);
    expect(await callTo(clientOf(server.url), "stream")).toMatchObject({ end: "whole" });
    server.requests[0]?.reset();
    expect(await server.requests[0]?.closed).toMatchObject({ by: "server" });
    expect(await callTo(clientOf(server.url), "stream")).toMatchObject({ end: "whole" });
  });
});

async function endless(exchange: Exchange): Promise<void> {
  await exchange.events();
  while (await exchange.sse(chunk("on and on"))) await exchange.delivered();
}

/** Reads three items, and leaves the loop. */
async function leave(stream: AsyncIterable<unknown>, how: () => "break" | "return"): Promise<void> {
  let seen = 0;
  for await (const _ of stream) {
    seen += 1;
    if (seen < 3) continue;
    if (how() === "return") return;
    break;
  }
  expect(seen).toBe(3);
}

async function disposed(opened: Stream): Promise<void> {
  await using _ = opened;
}
