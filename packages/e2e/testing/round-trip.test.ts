import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OpenRouter } from "@org/sdk";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import { nodeFetch } from "@org/sdk/node.js";
import { recordFetch, replayFetch, type Recording } from "@org/sdk/testing.js";
import { hello, secretKey } from "@org/test-server/client/client.ts";
import { chunk, chunks, completion, errorBody } from "@org/test-server/fault-server/bodies.ts";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { expect, onTestFinished, test } from "vitest";

const streamed = { ...hello, stream: true } as const;

/** Handles a request. `received` resolves when the caller has received the first item. */
type CaseHandler = (exchange: Exchange, received: Promise<void>) => unknown;

const cases: [name: string, request: typeof hello | typeof streamed, handler: CaseHandler][] = [
  ["a completion", hello, (exchange) => exchange.sendJSON(200, completion(), { "x-generation-id": "gen-7" })],
  ["an error", hello, (exchange) => exchange.sendJSON(400, errorBody(400, `No, ${secretKey}`))],
  ["an HTML page", hello, (exchange) => exchange.send(403, "<html>No", { "content-type": "text/html" })],
  [
    "a stream",
    streamed,
    async (exchange) => {
      await exchange.startStream();
      await exchange.sendChunk(": OPENROUTER PROCESSING\n\n");
      for (const each of chunks()) await exchange.sendEvent(each);
      await exchange.sendEvent("[DONE]");
      await exchange.endChunks();
    },
  ],
  [
    "an error in a stream",
    streamed,
    async (exchange) => {
      await exchange.startStream();
      await exchange.sendEvent(chunk("a"));
      await exchange.sendEvent(errorBody(502, "Gone"));
      await exchange.endChunks();
    },
  ],
  [
    "a truncated stream",
    streamed,
    async (exchange, received) => {
      await exchange.startStream();
      await exchange.sendEvent(chunk("a"));
      await received;
      exchange.reset();
    },
  ],
];

test.each(cases.flatMap((each) => [[...each, "fetch"] as const, [...each, "nodeFetch"] as const]))(
  "the replay of %s has the outcome of the recorded call (%#)",
  async (...[name, request, handler, transport]) => {
    const folder = await mkdtemp(join(tmpdir(), "round-trip-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    await using server = await startFaultServer();
    let onReceived: (() => void) | undefined;
    const received = new Promise<void>((resolve) => (onReceived = resolve));
    server.script([(exchange) => handler(exchange, received)]);
    const recorder = recordFetch(folder, transport === "fetch" ? {} : { fetch: nodeFetch() });
    const expected = await getOutcome(recorder, server.url, request, onReceived);
    await recorder.settled();
    await server.waitForIdle();

    const replay = replayFetch(folder);
    // The server does not support https: a replay sends nothing.
    expect(await getOutcome(replay, server.url.replace("http:", "https:"), request)).toEqual(expected);
    await replay.assertAllUsed();

    const [file = ""] = await readdir(folder);
    const text = await readFile(join(folder, file), "utf8");
    expect(text).not.toContain(secretKey);
    const { response } = JSON.parse(text) as Recording;
    // The client cancels a stream after an error event.
    const ends: Record<string, string> = { "a truncated stream": "cut", "an error in a stream": "cancelled" };
    expect(response.end).toBe(ends[name] ?? "complete");
  },
);

interface Outcome {
  readonly items: unknown[];
  readonly requestId?: string | undefined;
  readonly error?: { readonly name: string; readonly text: unknown };
}

/** Returns what the caller receives: items, request ID and error. */
async function getOutcome(
  fetch: typeof globalThis.fetch,
  serverURL: string,
  request: typeof hello | typeof streamed,
  onItem?: () => void,
): Promise<Outcome> {
  const client = new OpenRouter({ apiKey: secretKey, serverURL, fetch, retryConfig: { strategy: "none" } });
  const result = await chatComplete(client, request);
  if (!result.ok) return { items: [], error: summarizeError(result.error) };
  const items: unknown[] = [];
  const { value, requestId } = result;
  try {
    if (!(Symbol.asyncIterator in value)) return { items: [value], requestId };
    for await (const each of value) {
      items.push(each);
      onItem?.();
    }
  } catch (error) {
    return { items, requestId, error: summarizeError(error as Error) };
  }
  return { items, requestId };
}

/** Returns the parts of an error that do not depend on the connection: not its headers, nor the message of a reset. */
function summarizeError(error: Error): { name: string; text: unknown } {
  const { statusCode, body, kind } = error as Error & { statusCode?: number; body?: string; kind?: string };
  const hasResponse = statusCode !== undefined;
  return { name: error.name, text: hasResponse ? [statusCode, error.message, body] : kind };
}
