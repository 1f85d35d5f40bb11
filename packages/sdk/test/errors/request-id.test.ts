import { afterEach, describe, expect, test, vi } from "vitest";
import { readRelay } from "../../src/relay.ts";
import { createControlledBody } from "../support/controlled-body.ts";
import { findLeak } from "../support/find-leak.ts";
import { immediateRetries, noRetries, observedClient, question } from "../support/observed-client.ts";
import { openEventStream } from "../support/open-stream.ts";
import { getRejection, readAll } from "../support/promises.ts";
import { chunk, errorResponse, event, eventStream } from "../support/responses.ts";

afterEach(() => {
  vi.useRealTimers();
});

const headers = { "content-type": "text/event-stream", "x-generation-id": "gen-1" };
const open = (body: BodyInit): Response => eventStream(body, { headers });

describe("the request id of an error after the headers", () => {
  test("of a truncated completion and a truncated stream", async () => {
    const body = createControlledBody();
    body.error(new TypeError("terminated"));
    const { client } = observedClient({ retryConfig: noRetries, fetch: () => new Response(body.stream, { headers }) });
    expect(await getRejection(client.chat.complete(question))).toMatchObject({
      code: "connection_truncated",
      requestId: "gen-1",
    });
    const early = await getRejection(openEventStream(() => open(": comment\n\n")));
    expect(early).toMatchObject({ code: "connection_truncated", requestId: "gen-1" });
    const { error } = await readAll(await openEventStream(() => open(event(chunk("a")))));
    expect(error).toMatchObject({ code: "connection_truncated", requestId: "gen-1" });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ requestId: "gen-1" });
  });

  test("of a time limit", async () => {
    vi.useFakeTimers();
    const early = getRejection(openEventStream(() => open(createControlledBody().stream), { timeoutMs: 50 }));
    await vi.advanceTimersByTimeAsync(50);
    expect(await early).toMatchObject({ code: "timeout_attempt", requestId: "gen-1" });

    const body = createControlledBody();
    body.write(event(chunk("a")));
    const reading = readAll(await openEventStream(() => open(body.stream), { idleTimeoutMs: 50 }));
    await vi.advanceTimersByTimeAsync(50);
    expect((await reading).error).toMatchObject({ code: "timeout_idle", requestId: "gen-1" });
  });

  test("of an abort in the middle of a stream", async () => {
    const controller = new AbortController();
    const body = createControlledBody();
    body.write(event(chunk("a")));
    const stream = await openEventStream(() => open(body.stream), { signal: controller.signal });
    controller.abort("mine");
    expect((await readAll(stream)).error).toMatchObject({ code: "aborted", requestId: "gen-1" });
  });

  test("of a response whose body was already read", async () => {
    const { client } = observedClient({
      fetch: async () => {
        const response = open("x");
        await response.text();
        return response;
      },
    });
    expect(await getRejection(client.chat.complete(question))).toMatchObject({
      code: "unexpected_error",
      requestId: "gen-1",
    });
  });

  test("of a relayed stream", async () => {
    const { error } = await readAll(await readRelay(open(event(chunk("a")))));
    expect(error).toMatchObject({ code: "connection_truncated", requestId: "gen-1" });
  });

  test("does not print an API key that the server echoes", async () => {
    const apiKey = "key-0123456789abcdef";
    const respond = () => eventStream(event(chunk("a")), { headers: { ...headers, "x-generation-id": apiKey } });
    const { error } = await readAll(await openEventStream(respond, {}, { apiKey }));
    expect(error).toMatchObject({ code: "connection_truncated", requestId: "[redacted]" });
    expect(findLeak(error, apiKey)).toBe("");
  });
});

const refuse = (): Promise<Response> => Promise.reject(new TypeError("Failed to fetch"));

describe("the request id of an error without a response", () => {
  test("is undefined", async () => {
    const { client } = observedClient({ fetch: refuse, retryConfig: noRetries });
    const error = await getRejection(client.chat.complete(question));
    expect(error).toMatchObject({ code: "connection_network" });
    expect(error).toHaveProperty("requestId", undefined);
  });

  test("is not that of an earlier attempt", async () => {
    const { client } = observedClient({
      fetch: (_, index) => (index === 0 ? errorResponse(503, undefined, { headers }) : refuse()),
      retryConfig: immediateRetries,
    });
    const error = await getRejection(client.chat.complete(question));
    expect(error).toMatchObject({ code: "connection_network", attempts: 3 });
    expect(error).toHaveProperty("requestId", undefined);
  });
});
