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

const ask = (answer: Response) =>
  getRejection(
    observedClient({ retryConfig: noRetries, fetch: () => answer }).client.chat.complete(question),
  ) as Promise<OpenRouterError>;

const cap = 64 * 1024;

describe("the body of an error response", () => {
  test("the body of an error is read up to 64 KiB and then cancelled", async () => {
    let given = 0;
    let isCanceled = false;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          given += 4_096;
          controller.enqueue(new Uint8Array(4_096).fill(120));
        },
        cancel: () => void (isCanceled = true),
      },
      { highWaterMark: 0 },
    );
    const failure = await ask(new Response(body, { status: 500 }));
    expect(failure).toMatchObject({ name: "OpenRouterDefaultError", statusCode: 500, body: "x".repeat(cap) });
    // A little more is read than shown, so that a key at the very end is recognised.
    expect(given).toBeLessThanOrEqual(cap + 4_096);
    expect(isCanceled).toBe(true);
  });

  test("an error body of exactly 64 KiB is complete", async () => {
    const body = JSON.stringify({ error: { message: "x".repeat(cap - 25) } });
    expect(body.length).toBeLessThanOrEqual(cap);
    expect(await ask(new Response(body, { status: 500 }))).toMatchObject({ name: "ChatCompletionError", body });
  });

  test("the body of an error is read for at most 5 s and keeps what was received", async () => {
    vi.useFakeTimers();
    const body = createControlledBody();
    const failure = ask(new Response(body.stream, { status: 500 }));
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

describe("however large the response is", () => {
  const large = "x".repeat(300_000);
  const cases: [string, () => Promise<OpenRouterError>][] = [
    ["a page", () => ask(new Response(`<p>${large}`, { status: 500 }))],
    ["an error's message", () => ask(Response.json({ error: { message: large } }, { status: 500 }))],
    [
      "a provider's words",
      () => ask(Response.json({ error: { message: "m", metadata: { raw: large, provider_name: large } } })),
    ],
    ["an error in a 200", () => ask(Response.json({ error: { code: 500, message: large } }))],
    ["a 200 that can't be understood", () => ask(new Response(large))],
    ["a header", () => ask(new Response(null, { status: 302, headers: { location: `https://a.test/${large}` } }))],
    [
      "an event that is an error",
      async () =>
        (await readAll(await openEventStream(() => sse(event(lastChunk()), event({ error: { message: large } })))))
          .error as OpenRouterError,
    ],
    [
      "an event that is no JSON",
      async () =>
        (await readAll(await openEventStream(() => sse(event(lastChunk()), event(large))))).error as OpenRouterError,
    ],
  ];

  test.each(cases)("messages stay short: %s", async (_, failing) => {
    const { message } = await failing();
    expect(message.length).toBeLessThan(1_000);
  });

  test.each(cases)("the body is at most 64 KiB: %s", async (_, failing) => {
    const { body } = await failing();
    expect(new TextEncoder().encode(body).length).toBeLessThanOrEqual(cap);
  });
});
