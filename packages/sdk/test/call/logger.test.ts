import { inspect } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { SDKOptions } from "../../src/options.ts";
import { chunk, completion, done, errorResponse, event, events, lastChunk, sse } from "../support/responses.ts";
import { immediateRetries, noRetries, observedClient, question } from "../support/observed-client.ts";
import { readAll, getRejection } from "../support/promises.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const methods = ["debug", "info", "log", "warn", "error"] as const;
const throwError = () => {
  throw new Error("disk full");
};
const silenceConsole = () => methods.map((method) => vi.spyOn(console, method).mockImplementation(() => {}));

async function makeEveryKindOfCall(options: Omit<SDKOptions, "fetch">): Promise<void> {
  await observedClient({ ...options, fetch: () => Response.json(completion()) }).client.chat.complete(question);
  await getRejection(
    observedClient({ ...options, retryConfig: immediateRetries, fetch: () => errorResponse(500) }).client.chat.complete(
      question,
    ),
  );
  await getRejection(
    observedClient({
      ...options,
      retryConfig: noRetries,
      fetch: () => Promise.reject(new Error("x")),
    }).client.chat.complete(question),
  );
  const { client } = observedClient({ ...options, fetch: () => sse(events("a")) });
  await readAll(await client.chat.complete({ ...question, stream: true }));
}

describe("debugLogger", () => {
  test("debugLogger is called for every attempt and its outcome", async () => {
    const debug = vi.fn<(message: string, ...details: unknown[]) => void>();
    const warn = vi.fn<(message: string) => void>();
    const { client } = observedClient({
      debugLogger: { debug, warn },
      retryConfig: immediateRetries,
      fetch: (_, index) => (index === 0 ? errorResponse(500) : Response.json(completion())),
    });
    await client.chat.complete(question);
    const lines = debug.mock.calls.map(([message]) => message);
    expect(lines).toEqual([
      expect.stringMatching(/^\[openrouter\] \d+ ms: attempt 1: POST https:\/\/api\.test\/v1\/chat\/completions$/),
      expect.stringMatching(/ ms: attempt 1: status 500$/),
      expect.stringContaining("attempt 2: POST"),
      expect.stringContaining("attempt 2: status 200"),
      expect.stringContaining("usage of acme/small-1"),
    ]);
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/attempt 1 failed, retrying in 0 ms: 500: No luck/)]]);
  });

  test.each([
    ["a completion", false],
    ["a stream", true],
  ])("debugLogger receives the time, the request ID, the model and the usage of %s", async (_, stream) => {
    const usage = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 };
    const debug = vi.fn<(message: string, ...details: unknown[]) => void>();
    const headers = { "x-generation-id": "gen-7" };
    vi.useFakeTimers();
    const { client } = observedClient({
      debugLogger: { debug, warn: debug },
      async fetch() {
        vi.advanceTimersByTime(750);
        const body = event(chunk("a")) + event(lastChunk({ usage })) + done;
        if (stream) return new Response(body, { headers: { ...headers, "content-type": "text/event-stream" } });
        return Response.json(completion({ usage }), { headers });
      },
    });
    const value = await client.chat.complete({ ...question, stream });
    if (!("choices" in value)) await readAll(value);
    vi.useRealTimers();
    expect(debug.mock.calls.slice(1)).toEqual([
      ["[openrouter] 750 ms: attempt 1: status 200", "gen-7"],
      ["[openrouter] 750 ms: usage of acme/small-1", usage],
    ]);
  });

  test("debugLogger receives the headers with credentials redacted", async () => {
    const debug = vi.fn<(message: string, ...details: unknown[]) => void>();
    const { client } = observedClient({
      debugLogger: { debug, warn: debug },
      headers: { "x-a": "b", cookie: "c=hunter2-hunter2" },
      fetch: () => Response.json(completion()),
    });
    await client.chat.complete(question);
    expect(debug.mock.calls[0]?.[1]).toEqual({
      accept: "application/json",
      authorization: "[redacted]",
      "content-type": "application/json",
      cookie: "[redacted]",
      "x-a": "b",
    });
    expect(inspect(debug.mock.calls, { depth: 9 })).not.toMatch(/hunter2|0123456789abcdef/);
  });

  test("debugLogger is called as a method", async () => {
    class Counter {
      count = 0;
      debug() {
        this.count++;
      }
      warn() {
        this.count++;
      }
    }
    const debugLogger = new Counter();
    await makeEveryKindOfCall({ debugLogger });
    expect(debugLogger.count).toBeGreaterThan(5);
  });

  test("a debugLogger that throws does not fail the call", async () => {
    const { client } = observedClient({
      debugLogger: { debug: throwError, warn: throwError },
      retryConfig: immediateRetries,
      fetch: (_, index) => (index === 0 ? errorResponse(500) : Response.json(completion())),
    });
    expect(await client.chat.complete(question)).toEqual(completion());
  });

  test("debugLogger defaults to the console if OPENROUTER_DEBUG is 1 or true", async () => {
    for (const value of ["1", "true", "TRUE"]) {
      vi.stubEnv("OPENROUTER_DEBUG", value);
      const spies = silenceConsole();
      await makeEveryKindOfCall({});
      expect(spies.flatMap(({ mock }) => mock.calls).length).toBeGreaterThan(5);
      expect(
        inspect(
          spies.map(({ mock }) => mock.calls),
          { depth: 9 },
        ),
      ).not.toContain("0123456789abcdef");
      vi.restoreAllMocks();
    }
  });
});

test.each([undefined, "", "0", "false", "no"])("prints nothing with OPENROUTER_DEBUG=%s", async (value) => {
  vi.stubEnv("OPENROUTER_DEBUG", value);
  const spies = [...silenceConsole(), vi.spyOn(process.stdout, "write"), vi.spyOn(process.stderr, "write")];
  await makeEveryKindOfCall({});
  const calls = spies.flatMap(({ mock }): unknown[] => mock.calls);
  vi.restoreAllMocks();
  expect(calls).toEqual([]);
});
