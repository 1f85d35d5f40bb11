import { AsyncLocalStorage } from "node:async_hooks";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../src/errors/client-error.ts";
import { chatStream } from "../../src/funcs/chatStream.ts";
import { chatTools, tool } from "../../src/funcs/chatTools.ts";
import { modelsList } from "../../src/funcs/modelsList.ts";
import { createObserver, type Activity, type ActivityEvent, type Observer } from "../../src/observer.ts";
import { EventStream } from "../../src/stream/event-stream.ts";
import type { SDKOptions } from "../../src/options.ts";
import {
  immediateRetries,
  noRetries,
  observedClient,
  question,
  testKey,
  type FetchHandler,
} from "../support/observed-client.ts";
import { getRejection, readAll } from "../support/promises.ts";
import { chunk, completion, done, errorResponse, event, events, lastChunk, sse } from "../support/responses.ts";

interface Seen {
  readonly activity: Activity;
  readonly events: ActivityEvent[];
}

/** Creates an observer that keeps all events of all activities. */
function createRecorder(): { observer: Observer; seen: Seen[] } {
  const seen: Seen[] = [];
  const observer = createObserver((activity) => {
    const received: ActivityEvent[] = [];
    seen.push({ activity, events: received });
    return { onEvent: (each) => void received.push(each) };
  });
  return { observer, seen };
}

function createObservedClient(fetch: FetchHandler, options: Omit<SDKOptions, "fetch"> = {}) {
  const { observer, seen } = createRecorder();
  const { client, requests } = observedClient({ observers: [observer], ...options, fetch });
  return { client, requests, seen };
}

const streamed = { ...question, stream: true } as const;
const usage = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 };

describe("an observer of a call", () => {
  test("receives the attempt, the response and the end of a completion", async () => {
    const { client, seen, requests } = createObservedClient(() =>
      Response.json(completion(), { headers: { "x-generation-id": "gen-9" } }),
    );
    const value = await client.chat.complete(question);
    expect(seen).toEqual([
      {
        activity: {
          type: "call",
          method: "POST",
          path: "/chat/completions",
          serverURL: "https://api.test/v1",
          body: requests[0]?.body,
        },
        events: [
          {
            type: "attempt",
            attempt: 1,
            url: "https://api.test/v1/chat/completions",
            headers: expect.objectContaining({ authorization: "[redacted]" }),
          },
          { type: "response", attempt: 1, status: 200, headers: expect.any(Headers) },
          {
            type: "end",
            outcome: "completed",
            durationMs: expect.any(Number),
            value,
            attempts: 1,
            model: "acme/small-1",
            requestId: "gen-9",
            usage,
          },
        ],
      },
    ]);
  });

  test("receives each attempt of a retried call", async () => {
    const { client, seen } = createObservedClient(
      (_, index) => {
        if (index === 0) throw new TypeError("fetch failed");
        return index === 1 ? errorResponse(503) : Response.json(completion());
      },
      { retryConfig: immediateRetries },
    );
    await client.chat.complete(question);
    expect(seen[0]?.events.map((each) => ("attempt" in each ? `${each.type} ${each.attempt}` : each.type))).toEqual([
      "attempt 1",
      "attempt 2",
      "response 2",
      "attempt 3",
      "response 3",
      "end",
    ]);
    expect(seen[0]?.events.at(-1)).toMatchObject({ outcome: "completed", attempts: 3 });
  });

  test("receives the error of the call", async () => {
    const headers = { "x-request-id": "req-1" };
    const { client, seen } = createObservedClient(() => errorResponse(400, undefined, { headers }));
    const error = await getRejection(client.chat.complete(question));
    expect(seen[0]?.events.at(-1)).toMatchObject({ outcome: "failed", attempts: 1, requestId: "req-1" });
    expect(seen[0]?.events.at(-1)).toHaveProperty("error", error);
  });

  test("receives the path template and no body of an operation with parameters", async () => {
    const { client, seen } = createObservedClient(() => Response.json({ data: [] }));
    await modelsList(client, { supported_parameters: ["tools"] });
    expect(seen[0]?.activity).toMatchObject({ method: "GET", path: "/models", body: null });
    expect(seen[0]?.events[0]).toMatchObject({ url: expect.stringContaining("supported_parameters=tools") });
  });

  test("does not receive a key that the server echoes in a header", async () => {
    const { client, seen } = createObservedClient(({ headers }) => {
      return errorResponse(401, undefined, { headers: { "x-request-id": headers.get("authorization") ?? "" } });
    });
    await getRejection(client.chat.complete(question));
    const [attempt, response, end] = seen[0]?.events ?? [];
    expect(response?.type === "response" && response.headers.get("x-request-id")).toBe("Bearer [redacted]");
    expect(end).toMatchObject({ type: "end", requestId: "Bearer [redacted]" });
    expect(inspect([attempt, end], { depth: 9 })).not.toContain(testKey);
  });

  test("does not observe a call whose request is invalid", async () => {
    const { client, seen } = createObservedClient(() => Response.json(completion()));
    await getRejection(client.chat.complete({ messages: [] }));
    expect(seen).toEqual([]);
  });
});

describe("an observer of a stream", () => {
  test("receives the chunks as they are read, and the usage at the end", async () => {
    const body = event(chunk("a")) + event(chunk("b")) + event(lastChunk({ usage })) + done;
    const { client, seen } = createObservedClient(() => sse(body));
    const stream = await client.chat.complete(streamed);
    expect(seen[0]?.events.map(({ type }) => type)).toEqual(["attempt", "response", "first_chunk"]);
    const { items } = await readAll(stream);
    expect(seen[0]?.events.slice(3)).toEqual([
      ...items.map((each) => ({ type: "chunk", chunk: each })),
      {
        type: "end",
        outcome: "completed",
        durationMs: expect.any(Number),
        attempts: 1,
        model: "acme/small-1",
        usage,
        requestId: undefined,
      },
    ]);
  });

  test.each<[string, (stream: AsyncIterable<unknown> & { cancel(): Promise<void> }) => Promise<void>]>([
    [
      "left by break",
      async (stream) => {
        for await (const _ of stream) break;
      },
    ],
    ["canceled before it is read", (stream) => stream.cancel()],
  ])("receives the end of a stream that is %s", async (_, leave) => {
    const { client, seen } = createObservedClient(() => sse(events("a", "b")));
    await leave(await client.chat.complete(streamed));
    const ends = seen[0]?.events.filter(({ type }) => type === "end");
    expect(ends).toMatchObject([{ outcome: "canceled", attempts: 1 }]);
  });

  test("receives the error of a stream that fails", async () => {
    const { client, seen } = createObservedClient(() => sse(event(chunk("a"))));
    const { error } = await readAll(await client.chat.complete(streamed));
    expect(error).toMatchObject({ name: "ConnectionError", kind: "truncated" });
    expect(seen[0]?.events.at(-1)).toMatchObject({ outcome: "failed", error });
  });

  test("receives the end of a call that is aborted while its stream is not read", async () => {
    const { client, seen } = createObservedClient(() => sse(events("a", "b")));
    const controller = new AbortController();
    const stream = await client.chat.complete(streamed, { signal: controller.signal });
    controller.abort("enough");
    const error = expect.objectContaining({ name: "RequestAbortedError", cause: "enough" });
    expect(seen[0]?.events.at(-1)).toMatchObject({ outcome: "failed", error });
    expect(await readAll(stream)).toMatchObject({ error: { name: "RequestAbortedError" } });
    expect(seen[0]?.events.filter(({ type }) => type === "end")).toHaveLength(1);
  });

  test("receives the events of chatStream without a change of its completion", async () => {
    const { client, seen } = createObservedClient(() => sse(events("a", "b")));
    const stream = chatStream(client, question);
    expect((await stream.finalCompletion()).choices[0]?.message.content).toBe("ab");
    expect(seen[0]?.events.at(-1)).toMatchObject({ outcome: "completed" });
  });

  test("leaves the comments of the stream to the caller", async () => {
    const { client } = createObservedClient(() => sse(event(chunk("a")), ": waiting\n\n", events("b")));
    const stream = await client.chat.complete(streamed);
    const comments: string[] = [];
    EventStream.listen(stream, (text) => comments.push(text));
    await readAll(stream);
    expect(comments).toEqual([" waiting"]);
  });
});

describe("an observer that throws", () => {
  test("refuses the call with its error when it throws at the start", async () => {
    const refusal = new InvalidRequestError("Over the limit");
    const { observer, seen } = createRecorder();
    const refusing = createObserver(() => {
      throw refusal;
    });
    const { client, requests } = observedClient({
      observers: [observer, refusing],
      fetch: () => Response.json(completion()),
    });
    expect(await getRejection(client.chat.complete(question))).toBe(refusal);
    expect(requests).toEqual([]);
    expect(seen[0]?.events).toMatchObject([{ type: "end", outcome: "failed", error: refusal, attempts: 0 }]);
  });

  test("refuses the call with an UnexpectedClientError if it throws an error that is not of the SDK", async () => {
    const cause = new RangeError("broken");
    const observer = createObserver(() => {
      throw cause;
    });
    const { client } = observedClient({ observers: [observer], fetch: () => Response.json(completion()) });
    const error = await getRejection(client.chat.complete(question));
    expect(error).toMatchObject({ name: "UnexpectedClientError", cause, attempts: 0 });
  });

  test("does not change the call when it throws in onEvent", async () => {
    const observer = createObserver(() => ({
      onEvent() {
        throw new Error("broken");
      },
    }));
    const { client } = observedClient({
      observers: [observer],
      retryConfig: noRetries,
      fetch: (_, index) => (index === 0 ? Response.json(completion()) : sse(events("a"))),
    });
    expect(await client.chat.complete(question)).toEqual(completion());
    expect((await readAll(await client.chat.complete(streamed))).items).toHaveLength(2);
  });
});

describe("several observers", () => {
  test("nest in their order, and run the whole call inside", async () => {
    const context = new AsyncLocalStorage<string>();
    const createNested = (name: string) =>
      createObserver(() => ({ run: (action) => context.run(`${context.getStore() ?? ""}/${name}`, action) }));
    const inside: unknown[] = [];
    const { client } = observedClient({
      observers: [createNested("outer"), createNested("inner")],
      retryConfig: immediateRetries,
      apiKey() {
        inside.push(context.getStore());
        return "key-0123456789";
      },
      fetch(_, index) {
        inside.push(context.getStore());
        return index === 0 ? errorResponse(500) : Response.json(completion());
      },
    });
    await client.chat.complete(question);
    expect(inside).toEqual(["/outer/inner", "/outer/inner", "/outer/inner", "/outer/inner"]);
    expect(context.getStore()).toBeUndefined();
  });

  test("can ignore a call that others observe", async () => {
    const { observer, seen } = createRecorder();
    const idle = createObserver(() => undefined);
    const { client } = observedClient({ observers: [idle, observer], fetch: () => Response.json(completion()) });
    await client.chat.complete(question);
    expect(seen).toHaveLength(1);
  });
});

test("observers receive the run, the calls and the tools of chatTools, each inside of the run", async () => {
  const context = new AsyncLocalStorage<string>();
  const lines: string[] = [];
  const observer = createObserver((activity) => {
    const name = "name" in activity ? activity.name : activity.type;
    const path = [context.getStore(), name].filter(Boolean).join("/");
    return {
      run: (action) => context.run(path, action),
      onEvent(each) {
        if (each.type !== "end") return;
        lines.push(
          `${path} ${each.outcome} ${each.usage?.total_tokens ?? "-"} ${(each.error as Error)?.message ?? ""}`.trim(),
        );
      },
    };
  });
  const calls = ["good", "bad"].map((name) => ({ id: name, type: "function", function: { name, arguments: "{}" } }));
  const message = { role: "assistant", content: null, tool_calls: calls };
  const { client } = observedClient({
    observers: [observer],
    fetch: (_, index) =>
      Response.json(completion(index === 0 ? { choices: [{ index: 0, finish_reason: "tool_calls", message }] } : {})),
  });
  const good = tool({ name: "good", execute: () => context.getStore() });
  const bad = tool({
    name: "bad",
    execute() {
      throw new Error("no luck");
    },
  });
  const result = await chatTools(client, { ...question, tools: [good, bad] });
  expect(result.steps[0]?.results[0]?.value).toBe("tools_run/good");
  expect(lines.toSorted()).toEqual([
    "tools_run completed 14",
    "tools_run/bad failed - no luck",
    "tools_run/call completed 7",
    "tools_run/call completed 7",
    "tools_run/good completed -",
  ]);
});

describe("invalid observers", () => {
  test("createObserver throws an error for what is not a function", () => {
    const listener: unknown = {};
    expect(() => createObserver(listener as never)).toThrow("The listener must be a function");
  });

  test.each<[string, unknown]>([
    ["a function", () => {}],
    ["an object of functions", { onEvent() {} }],
    ["undefined", undefined],
    ["null", null],
    ["a string", "observer"],
  ])("the client throws an error for %s among the observers", (_, value) => {
    const options: object = { observers: [createObserver(() => {}), value] };
    const create = () => observedClient({ ...options, fetch: () => new Response() });
    expect(create).toThrow(InvalidRequestError);
    expect(create).toThrow("observers must be made by createObserver");
  });

  test("the client throws an error for observers that are not an array", () => {
    const { observer } = createRecorder();
    const options: object = { observers: observer };
    expect(() => observedClient({ ...options, fetch: () => new Response() })).toThrow("observers must be an array");
  });
});
