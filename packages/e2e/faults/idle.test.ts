import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { chunk, completion } from "./server/bodies.ts";
import { faults } from "./server/faults.ts";
import { faultServer } from "./server/server.ts";
import { event } from "./server/wire.ts";
import { clientOf, hello } from "./support/client.ts";
import { callTo, drained } from "./support/ending.ts";

describe("idleTimeoutMs", () => {
  test.concurrent("ends a stream that has gone silent, after what came before", async () => {
    await using server = await faultServer();
    server.script([faults["stall-in-stream"]]);
    const ending = await callTo(clientOf(server.url), "stream", { idleTimeoutMs: 1_000 });
    expect(ending).toMatchObject({ end: "RequestTimeoutError idle", said: "Hello, world. ", attempts: 1 });
    expect(ending.error).toMatchObject({
      timeoutMs: 1_000,
      message: "The stream was silent for 1000 ms (idleTimeoutMs)",
    });
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });

  test.concurrent.each([
    ["a comment", "", ": still here\n\n", "data: "],
    ["a part of an event", "data: ", " ", ""],
  ])("is reset by any byte: %s", async (_, begin, sign, end) => {
    await using server = await faultServer();
    server.on(async (exchange) => {
      await exchange.events();
      await exchange.chunk(event(chunk("first, ")) + begin);
      for (let left = 8; left > 0; left -= 1) {
        await exchange.chunk(sign);
        await exchange.pause(300);
      }
      await exchange.chunk(`${end}${JSON.stringify(chunk("last", "stop"))}\n\n`);
      await exchange.endChunks();
    });
    const ending = await callTo(clientOf(server.url), "stream", { idleTimeoutMs: 1_800 });
    expect(ending).toMatchObject({ end: "whole", said: "first, last" });
  });

  test.concurrent("does not count the consumer's own time", async () => {
    await using server = await faultServer();
    const stream = clientOf(server.url).chat.complete(
      { ...hello, stream: true },
      { idleTimeoutMs: 1_000, timeoutMs: 5_000 },
    );
    const exchange = await server.next();
    await exchange.events();
    await exchange.sse(chunk("one"));
    const reader = (await stream)[Symbol.asyncIterator]();
    await reader.next();
    await setTimeout(1_300);
    await exchange.sse(chunk("two"));
    expect(await reader.next()).toMatchObject({ value: { choices: [{ delta: { content: "two" } }] } });
    await setTimeout(1_300);
    await exchange.sse("[DONE]");
    await exchange.endChunks();
    expect(await reader.next()).toEqual({ done: true, value: undefined });
  });

  test.concurrent("does not count for a completion", async () => {
    await using server = await faultServer();
    server.on(async (exchange) => {
      await exchange.head(200, { "content-type": "application/json", connection: "close" });
      await exchange.write(" ");
      await exchange.pause(200);
      await exchange.write(JSON.stringify(completion()));
      await exchange.drop();
    });
    expect(await callTo(clientOf(server.url), "completion", { idleTimeoutMs: 50 })).toMatchObject({ end: "whole" });
  });

  test.concurrent("does not run while nobody reads", async () => {
    await using server = await faultServer();
    server.script([faults["stall-in-stream"]]);
    const stream = await clientOf(server.url).chat.complete({ ...hello, stream: true }, { idleTimeoutMs: 300 });
    await setTimeout(400);
    // What has come is there; only the wait for more is counted.
    expect(await drained(stream)).toMatchObject({ said: "Hello, world. ", error: { kind: "idle" } });
  });
});
