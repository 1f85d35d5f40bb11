import { clientOf, hello } from "@org/test-server/client/client.ts";
import { callTo, drained } from "@org/test-server/client/run-call.ts";
import { chunk, completion } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/faults.ts";
import { faultServer } from "@org/test-server/fault-server/server.ts";
import { event } from "@org/test-server/fault-server/http-format.ts";
import { describe, expect, test } from "vitest";
import { stopClock } from "./support/fake-clock.ts";

const idleTimeoutMs = 1_000;

describe("idleTimeoutMs", () => {
  test("ends a stream that has gone silent, after what came before", async () => {
    const clock = stopClock();
    await using server = await faultServer();
    server.script([faults["stall-in-stream"]]);
    const call = callTo(clientOf(server.url), "stream", { idleTimeoutMs });
    const exchange = await server.next();
    await exchange.delivered();
    await clock.advance(idleTimeoutMs - 1);
    expect(await exchange.delivered()).toBe(true);
    await clock.advance(idleTimeoutMs);
    const ending = await call;
    expect(ending).toMatchObject({ end: "RequestTimeoutError idle", said: "Hello, world. ", attempts: 1 });
    expect(ending.error).toMatchObject({
      timeoutMs: idleTimeoutMs,
      message: "The stream sent nothing for 1000 ms (idleTimeoutMs)",
    });
    expect(await exchange.closed).toMatchObject({ by: "client" });
  });

  test.each([
    ["a comment", "", ": still here\n\n", "data: "],
    ["a part of an event", "data: ", " ", ""],
  ])("is reset by any byte: %s", async (_, begin, sign, end) => {
    const clock = stopClock();
    await using server = await faultServer();
    server.on(async (exchange) => {
      await exchange.events();
      await exchange.chunk(event(chunk("first, ")) + begin);
      for (let left = 8; left > 0; left -= 1) {
        await exchange.chunk(sign);
        await exchange.delivered();
        await clock.advance(idleTimeoutMs - 1);
      }
      await exchange.chunk(`${end}${JSON.stringify(chunk("last", "stop"))}\n\n`);
      await exchange.endChunks();
    });
    const ending = await callTo(clientOf(server.url), "stream", { idleTimeoutMs });
    expect(ending).toMatchObject({ end: "whole", said: "first, last" });
  });

  test("does not count the consumer's own time", async () => {
    const clock = stopClock();
    await using server = await faultServer();
    const stream = clientOf(server.url).chat.complete({ ...hello, stream: true }, { idleTimeoutMs });
    const exchange = await server.next();
    await exchange.events();
    await exchange.sse(chunk("one"));
    const reader = (await stream)[Symbol.asyncIterator]();
    await reader.next();
    await clock.advance(3 * idleTimeoutMs);
    await exchange.sse(chunk("two"));
    expect(await reader.next()).toMatchObject({ value: { choices: [{ delta: { content: "two" } }] } });
    await clock.advance(3 * idleTimeoutMs);
    await exchange.sse("[DONE]");
    await exchange.endChunks();
    expect(await reader.next()).toEqual({ done: true, value: undefined });
  });

  test("does not count for a completion", async () => {
    const clock = stopClock();
    await using server = await faultServer();
    server.on(async (exchange) => {
      await exchange.head(200, { "content-type": "application/json", connection: "close" });
      await exchange.write(" ");
      await exchange.delivered();
      await clock.advance(3 * idleTimeoutMs);
      await exchange.write(JSON.stringify(completion()));
      await exchange.drop();
    });
    expect(await callTo(clientOf(server.url), "completion", { idleTimeoutMs })).toMatchObject({ end: "whole" });
  });

  test("does not run while the stream is not read", async () => {
    const clock = stopClock();
    await using server = await faultServer();
    server.script([faults["stall-in-stream"]]);
    const stream = await clientOf(server.url).chat.complete({ ...hello, stream: true }, { idleTimeoutMs });
    await clock.advance(3 * idleTimeoutMs);
    expect(await server.requests[0]?.delivered()).toBe(true);
    const reading = drained(stream);
    await server.requests[0]?.delivered();
    await clock.advance(idleTimeoutMs);
    // What has come is there; only the wait for more is counted.
    expect(await reading).toMatchObject({ said: "Hello, world. ", error: { kind: "idle" } });
  });
});
