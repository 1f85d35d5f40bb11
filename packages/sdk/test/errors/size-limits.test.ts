import { afterEach, describe, expect, test, vi } from "vitest";
import type { OpenRouterError } from "../../src/models/errors.ts";
import { event, lastChunk, sse } from "../support/responses.ts";
import { createControlledBody } from "../support/controlled-body.ts";
import { noRetries, observedClient, question } from "../support/observed-client.ts";
import { openEventStream } from "../support/open-stream.ts";
import { readAll, getRejection, flushPromises } from "../support/promises.ts";

afterEach(() => {
  vi.useRealTimers();
});

const getError = (response: Response) =>
  getRejection(
    observedClient({ retryConfig: noRetries, fetch: () => response }).client.chat.complete(question),
  ) as Promise<OpenRouterError>;

const limit = 64 * 1024;

describe("the body of an error response", () => {
  test("the body of an error is read up to 64 KiB and then canceled", async () => {
    let sent = 0;
    let isCanceled = false;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          sent += 4_096;
          controller.enqueue(new Uint8Array(4_096).fill(120));
        },
        cancel: () => void (isCanceled = true),
      },
      { highWaterMark: 0 },
    );
    const failure = await getError(new Response(body, { status: 500 }));
    expect(failure).toMatchObject({ name: "OpenRouterDefaultError", statusCode: 500, body: "x".repeat(limit) });
    // More is read than shown, so that a key at the end is recognized.
    expect(sent).toBeLessThanOrEqual(limit + 4_096);
    expect(isCanceled).toBe(true);
  });

  test("an error body of exactly 64 KiB is complete", async () => {
    const body = JSON.stringify({ error: { message: "x".repeat(limit - 25) } });
    expect(body.length).toBeLessThanOrEqual(limit);
    expect(await getError(new Response(body, { status: 500 }))).toMatchObject({ name: "ChatCompletionError", body });
  });

  test("the body of an error is read for at most 5 s and keeps what was received", async () => {
    vi.useFakeTimers();
    const body = createControlledBody();
    const failure = getError(new Response(body.stream, { status: 500 }));
    body.write('{"error":{"message":"slow"}}');
    await vi.advanceTimersByTimeAsync(4_999);
    expect(body.isCanceled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await failure).toMatchObject({ name: "ChatCompletionError", statusCode: 500, error: { message: "slow" } });
    await flushPromises();
    expect(body.isCanceled).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("an error of a large response", () => {
  const large = "x".repeat(300_000);
  const cases: [string, () => Promise<OpenRouterError>][] = [
    ["an HTML page", () => getError(new Response(`<p>${large}`, { status: 500 }))],
    ["an error's message", () => getError(Response.json({ error: { message: large } }, { status: 500 }))],
    [
      "a provider's message",
      () => getError(Response.json({ error: { message: "m", metadata: { raw: large, provider_name: large } } })),
    ],
    ["an error in a 200", () => getError(Response.json({ error: { code: 500, message: large } }))],
    ["an invalid 200", () => getError(new Response(large))],
    ["a header", () => getError(new Response(null, { status: 302, headers: { location: `https://a.test/${large}` } }))],
    [
      "an event that is an error",
      async () =>
        (await readAll(await openEventStream(() => sse(event(lastChunk()), event({ error: { message: large } })))))
          .error as OpenRouterError,
    ],
    [
      "an event that is not JSON",
      async () =>
        (await readAll(await openEventStream(() => sse(event(lastChunk()), event(large))))).error as OpenRouterError,
    ],
  ];

  test.each(cases)("has a short message: %s", async (_, getLargeError) => {
    const { message } = await getLargeError();
    expect(message.length).toBeLessThan(1_000);
  });

  test.each(cases)("has a body of at most 64 KiB: %s", async (_, getLargeError) => {
    const { body } = await getLargeError();
    expect(new TextEncoder().encode(body).length).toBeLessThanOrEqual(limit);
  });
});
