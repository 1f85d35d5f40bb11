import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import { OpenRouter } from "@org/sdk";
import { nodeFetch } from "@org/sdk/node.js";
import { recordFetch, replayFetch, type Recording } from "@org/sdk/testing.js";
import { hello, secretKey } from "@org/test-server/client/client.ts";
import { chunk, chunks, completion, errorBody } from "@org/test-server/fault-server/bodies.ts";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import { faultServer } from "@org/test-server/fault-server/server.ts";
import { expect, onTestFinished, test } from "vitest";

const streamed = { ...hello, stream: true } as const;

/** Handles a request; `received` resolves when the caller has the first item. */
type CaseHandler = (exchange: Exchange, received: Promise<void>) => unknown;

const cases: [name: string, request: typeof hello | typeof streamed, handler: CaseHandler][] = [
  ["a completion", hello, (exchange) => exchange.json(200, completion(), { "x-generation-id": "gen-7" })],
  ["an error", hello, (exchange) => exchange.json(400, errorBody(400, `No, ${secretKey}`))],
  ["a page", hello, (exchange) => exchange.send(403, "<html>No", { "content-type": "text/html" })],
  [
    "a stream",
    streamed,
    async (exchange) => {
      await exchange.events();
      await exchange.chunk(": OPENROUTER PROCESSING\n\n");
      for (const each of chunks()) await exchange.sse(each);
      await exchange.sse("[DONE]");
      await exchange.endChunks();
    },
  ],
  [
    "an error in a stream",
    streamed,
    async (exchange) => {
      await exchange.events();
      await exchange.sse(chunk("a"));
      await exchange.sse(errorBody(502, "Gone"));
      await exchange.endChunks();
    },
  ],
  [
    "a cut stream",
    streamed,
    async (exchange, received) => {
      await exchange.events();
      await exchange.sse(chunk("a"));
      await received;
      exchange.reset();
    },
  ],
];

test.each(cases.flatMap((each) => [[...each, "fetch"] as const, [...each, "nodeFetch"] as const]))(
  "%s, recorded over a socket, is the same when it is replayed (%#)",
  async (...[name, request, handler, transport]) => {
    const folder = await mkdtemp(join(tmpdir(), "round-trip-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    await using server = await faultServer();
    let onReceived: (() => void) | undefined;
    const received = new Promise<void>((resolve) => (onReceived = resolve));
    server.script([(exchange) => handler(exchange, received)]);
    const recorder = recordFetch(folder, transport === "fetch" ? {} : { fetch: nodeFetch() });
    const real = await outcome(recorder, server.url, request, onReceived);
    await recorder.settled();
    await server.idle();

    const replay = replayFetch(folder);
    // Where nothing is: a replay goes nowhere.
    expect(await outcome(replay, server.url.replace("http:", "https:"), request)).toEqual(real);
    await replay.assertAllUsed();

    const [file = ""] = await readdir(folder);
    const text = await readFile(join(folder, file), "utf8");
    expect(text).not.toContain(secretKey);
    const { response } = JSON.parse(text) as Recording;
    // The client leaves a stream behind an error in it.
    const ends: Record<string, string> = { "a cut stream": "cut", "an error in a stream": "cancelled" };
    expect(response.end).toBe(ends[name] ?? "complete");
  },
);

interface Outcome {
  readonly said: unknown[];
  readonly requestId?: string | undefined;
  readonly error?: { readonly name: string; readonly text: unknown };
}

/** All that a caller sees of a call. */
async function outcome(
  fetch: typeof globalThis.fetch,
  serverURL: string,
  request: typeof hello | typeof streamed,
  onItem?: () => void,
): Promise<Outcome> {
  const client = new OpenRouter({ apiKey: secretKey, serverURL, fetch, retryConfig: { strategy: "none" } });
  const result = await chatComplete(client, request);
  if (!result.ok) return { said: [], error: told(result.error) };
  const said: unknown[] = [];
  const { value, requestId } = result;
  try {
    if (!(Symbol.asyncIterator in value)) return { said: [value], requestId };
    for await (const each of value) {
      said.push(each);
      onItem?.();
    }
  } catch (error) {
    return { said, requestId, error: told(error as Error) };
  }
  return { said, requestId };
}

/** An error without what only the place says where it was made: how a cut is worded, which headers carried it. */
function told(error: Error): { name: string; text: unknown } {
  const { statusCode, body, kind } = error as Error & { statusCode?: number; body?: string; kind?: string };
  const isAnswer = statusCode !== undefined;
  return { name: error.name, text: isAnswer ? [statusCode, error.message, body] : kind };
}
