import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { nodeFetch } from "@org/sdk/node.js";
import { createClient, hello } from "@org/test-server/client/client.ts";
import { chunk } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";

const streamed = { ...hello, stream: true } as const;

describe("a signal without other references", () => {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;

  test.concurrent.each<[string, () => AbortSignal]>([
    ["AbortSignal.timeout", () => AbortSignal.timeout(60_000)],
    ["AbortSignal.any", () => AbortSignal.any([AbortSignal.timeout(60_000), new AbortController().signal])],
    ["a signal that is never aborted", () => new AbortController().signal],
  ])("does not end the stream when it is garbage-collected: %s", async (_, createSignal) => {
    await using server = await startFaultServer();
    const opened = createClient(server.url).chat.complete(streamed, { signal: createSignal() });
    const exchange = await server.next();
    await exchange.startStream();
    await exchange.sendEvent(chunk("one"));
    const reader = (await opened)[Symbol.asyncIterator]();
    await reader.next();
    for (const word of ["two", "three"]) {
      await collectGarbage(gc);
      await exchange.sendEvent(chunk(word));
      expect(await reader.next()).toMatchObject({ value: { choices: [{ delta: { content: word } }] } });
    }
    await exchange.sendEvent("[DONE]");
    await exchange.endChunks();
    expect(await reader.next()).toEqual({ done: true, value: undefined });
  });

  test.concurrent.each<[string, (ms: number) => AbortSignal]>([
    ["AbortSignal.timeout", (ms) => AbortSignal.timeout(ms)],
    ["AbortSignal.any", (ms) => AbortSignal.any([AbortSignal.timeout(ms), new AbortController().signal])],
  ])("aborts the stream after a garbage collection: %s", async (_, createSignal) => {
    await using server = await startFaultServer();
    server.script([faults["stall-in-stream"]]);
    const opened = createClient(server.url).chat.complete(streamed, { signal: createSignal(500) });
    // On a very busy machine the signal may abort before the stream, with the same error.
    const end = opened.then((stream) => stream.toReadableStream().pipeTo(new WritableStream()));
    const error = end.catch((thrown: unknown) => thrown);
    await collectGarbage(gc);
    expect(await error).toMatchObject({ name: "RequestAbortedError", cause: { name: "TimeoutError" } });
    for (const { closed } of server.requests) expect(await closed).toMatchObject({ by: "client" });
  });
});

describe("nodeFetch closes the connection of an aborted request after a garbage collection", () => {
  test.concurrent.each<[string, (url: string, signal: AbortSignal) => Parameters<typeof fetch>]>([
    ["of a Request", (url, signal) => [new Request(url, { method: "POST", body: "{}", signal })]],
    ["with a body for the Request constructor", (url, signal) => [url, createForm(signal)]],
  ])("%s", async (_, createArguments) => {
    setFlagsFromString("--expose-gc");
    await using server = await startFaultServer();
    const controller = new AbortController();
    const response = nodeFetch()(...createArguments(server.url, controller.signal));
    const error = response.catch((thrown: unknown) => thrown);
    const exchange = await server.next();
    await collectGarbage(runInNewContext("gc") as () => void);
    controller.abort();
    expect(await error).toMatchObject({ name: "AbortError" });
    expect(await exchange.closed).toMatchObject({ by: "client" });
  });
});

function createForm(signal: AbortSignal): RequestInit {
  return { method: "POST", body: new URLSearchParams("a=1"), signal };
}

async function collectGarbage(gc: () => void): Promise<void> {
  for (let round = 0; round < 5; round += 1) {
    await setTimeout(1);
    gc();
  }
}
