import { createClient, hello } from "@org/test-server/client/client.ts";
import { readStream, runCall } from "@org/test-server/client/run-call.ts";
import { chunk, completion } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import { formatEvent } from "@org/test-server/fault-server/http-format.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";
import { stopClock } from "./support/fake-clock.ts";

const idleTimeoutMs = 1_000;

describe("idleTimeoutMs", () => {
  test("ends a silent stream after the chunks received before", async () => {
    const clock = stopClock();
    await using server = await startFaultServer();
    server.script([faults["stall-in-stream"]]);
    const call = runCall(createClient(server.url), "stream", { idleTimeoutMs });
    const exchange = await server.next();
    await exchange.waitForDelivery();
    await clock.advance(idleTimeoutMs - 1);
    expect(await exchange.waitForDelivery()).toBe(true);
    await clock.advance(idleTimeoutMs);
    const outcome = await call;
    expect(outcome).toMatchObject({ end: "RequestTimeoutError idle", text: "Hello, world. ", attempts: 1 });
    expect(outcome.error).toMatchObject({
      timeoutMs: idleTimeoutMs,
      message: `No data from ${new URL(server.url).origin} within 1000 ms (idleTimeoutMs)`,
    });
    expect(await exchange.closed).toMatchObject({ by: "client" });
  });

  test.each([
    ["a comment", "", ": keep-alive\n\n", "data: "],
    ["a part of an event", "data: ", " ", ""],
  ])("is reset by %s", async (_, start, piece, end) => {
    const clock = stopClock();
    await using server = await startFaultServer();
    server.on(async (exchange) => {
      await exchange.startStream();
      await exchange.sendChunk(formatEvent(chunk("first, ")) + start);
      for (let left = 8; left > 0; left -= 1) {
        await exchange.sendChunk(piece);
        await exchange.waitForDelivery();
        await clock.advance(idleTimeoutMs - 1);
      }
      await exchange.sendChunk(`${end}${JSON.stringify(chunk("last", "stop"))}\n\n`);
      await exchange.endChunks();
    });
    const outcome = await runCall(createClient(server.url), "stream", { idleTimeoutMs });
    expect(outcome).toMatchObject({ end: "complete", text: "first, last" });
  });

  test("does not count the time between two reads", async () => {
    const clock = stopClock();
    await using server = await startFaultServer();
    const stream = createClient(server.url).chat.complete({ ...hello, stream: true }, { idleTimeoutMs });
    const exchange = await server.next();
    await exchange.startStream();
    await exchange.sendEvent(chunk("one"));
    const reader = (await stream)[Symbol.asyncIterator]();
    await reader.next();
    await clock.advance(3 * idleTimeoutMs);
    await exchange.sendEvent(chunk("two"));
    expect(await reader.next()).toMatchObject({ value: { choices: [{ delta: { content: "two" } }] } });
    await clock.advance(3 * idleTimeoutMs);
    await exchange.sendEvent("[DONE]");
    await exchange.endChunks();
    expect(await reader.next()).toEqual({ done: true, value: undefined });
  });

  test("does not apply to a completion", async () => {
    const clock = stopClock();
    await using server = await startFaultServer();
    server.on(async (exchange) => {
      await exchange.sendHead(200, { "content-type": "application/json", connection: "close" });
      await exchange.write(" ");
      await exchange.waitForDelivery();
      await clock.advance(3 * idleTimeoutMs);
      await exchange.write(JSON.stringify(completion()));
      await exchange.end();
    });
    expect(await runCall(createClient(server.url), "completion", { idleTimeoutMs })).toMatchObject({ end: "complete" });
  });

  test("does not start before the first read", async () => {
    const clock = stopClock();
    await using server = await startFaultServer();
    server.script([faults["stall-in-stream"]]);
    const stream = await createClient(server.url).chat.complete({ ...hello, stream: true }, { idleTimeoutMs });
    await clock.advance(3 * idleTimeoutMs);
    expect(await server.requests[0]?.waitForDelivery()).toBe(true);
    const reading = readStream(stream);
    await server.requests[0]?.waitForDelivery();
    await clock.advance(idleTimeoutMs);
    // The received chunks are returned first. Only the wait for more is limited.
    expect(await reading).toMatchObject({ text: "Hello, world. ", error: { kind: "idle" } });
  });
});
