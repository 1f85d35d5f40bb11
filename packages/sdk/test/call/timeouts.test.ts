import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import { RequestTimeoutError } from "../../src/models/errors.ts";
import { completion, errorResponse } from "../support/responses.ts";
import { createControlledBody } from "../support/controlled-body.ts";
import { immediateRetries, noRetries, observedClient, question } from "../support/observed-client.ts";
import { createDeferred, getRejection, countListeners, flushPromises } from "../support/promises.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const advance = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const neverRespond = () => new Promise<Response>(() => {});

describe("timeoutMs", () => {
  test("timeoutMs ends an attempt without a response, and the error names the option and its value", async () => {
    const { client, requests } = observedClient({ retryConfig: noRetries, fetch: neverRespond });
    const { signal } = new AbortController();
    const failure = getRejection(client.chat.complete(question, { signal, timeoutMs: 1_000 }));
    await advance(1_000);
    const error = await failure;
    expect(RequestTimeoutError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({
      kind: "attempt",
      timeoutMs: 1_000,
      attempts: 1,
      message: expect.stringContaining("1000 ms (timeoutMs)"),
    });
    expect(requests[0]?.signal.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
    expect(countListeners(signal)).toBe(0);
  });

  test("timeoutMs is 600 s by default and counts until the full body has arrived", async () => {
    const body = createControlledBody();
    const { client } = observedClient({ retryConfig: noRetries, fetch: () => new Response(body.stream) });
    const failure = getRejection(client.chat.complete(question));
    let isOver = false;
    void failure.then(() => (isOver = true));
    for (let minute = 0; minute < 9; minute++) {
      body.write(" \n");
      await advance(60_000);
    }
    await advance(59_999);
    expect(isOver).toBe(false);
    await advance(1);
    expect(await failure).toMatchObject({ kind: "attempt", timeoutMs: 600_000 });
  });

  test("timeoutMs and the caller's signal work together, and the first one wins", async () => {
    const { client } = observedClient({ retryConfig: noRetries, fetch: neverRespond });
    const timeout = getRejection(
      client.chat.complete(question, { timeoutMs: 1_000, signal: AbortSignal.any([new AbortController().signal]) }),
    );
    await advance(1_000);
    expect(await timeout).toMatchObject({ name: "RequestTimeoutError" });
    const controller = new AbortController();
    const abort = getRejection(client.chat.complete(question, { timeoutMs: 1_000, signal: controller.signal }));
    await advance(999);
    controller.abort();
    expect(await abort).toMatchObject({ name: "RequestAbortedError" });
    expect(vi.getTimerCount()).toBe(0);
  });

  test("timeoutMs applies to each attempt, and a timed-out attempt is retried", async () => {
    const { client, requests } = observedClient({
      retryConfig: immediateRetries,
      fetch: (_, index) => (index < 2 ? neverRespond() : Response.json(completion())),
    });
    const call = client.chat.complete(question, { timeoutMs: 1_000 }).withResponse();
    await advance(2_010);
    expect(await call).toMatchObject({ value: completion(), attempts: 3 });
    expect(requests.map(({ signal }) => signal.aborted)).toEqual([true, true, false]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("a timeout is not retried with retryConnectionErrors: false", async () => {
    const { client, requests } = observedClient({ fetch: neverRespond });
    const failure = getRejection(
      client.chat.complete(question, {
        timeoutMs: 1_000,
        retries: { strategy: "backoff", retryConnectionErrors: false },
      }),
    );
    await advance(1_000);
    expect(await failure).toMatchObject({ kind: "attempt", attempts: 1 });
    expect(requests).toHaveLength(1);
  });

  test("a call's timeoutMs overrides the client's", async () => {
    const { client } = observedClient({ timeoutMs: 5_000, retryConfig: noRetries, fetch: neverRespond });
    const callError = getRejection(client.chat.complete(question, { timeoutMs: 1_000 }));
    const clientError = getRejection(client.chat.complete(question));
    await advance(5_000);
    expect(await callError).toMatchObject({ timeoutMs: 1_000 });
    expect(await clientError).toMatchObject({ timeoutMs: 5_000 });
  });

  test.each(["timeoutMs", "idleTimeoutMs", "maxEventBytes"])(
    "rejects 0, negative numbers and NaN for %s, and names the option",
    async (name) => {
      const { client, requests } = observedClient({ fetch: neverRespond });
      for (const value of [0, -1, Number.NaN, -Infinity]) {
        expect(await chatComplete(client, question, { [name]: value })).toMatchObject({
          ok: false,
          attempts: 0,
          error: { name: "InvalidRequestError", message: expect.stringContaining(name) },
        });
      }
      expect(requests).toHaveLength(0);
    },
  );

  test.each([2 ** 31 - 1, 2 ** 31, 2 ** 32 + 1, Number.MAX_VALUE, Infinity])(
    "a limit of %d ms does not expire immediately",
    async (timeoutMs) => {
      const { promise, resolve } = createDeferred<Response>();
      const { client } = observedClient({ retryConfig: noRetries, fetch: () => promise });
      const call = client.chat.complete(question, { timeoutMs });
      await advance(86_400_000);
      resolve(Response.json(completion()));
      expect(await call).toEqual(completion());
      expect(vi.getTimerCount()).toBe(0);
    },
  );
});

describe("a response that arrives after the attempt has ended", () => {
  test.each([200, 500])("a late %d response is canceled and causes no error", async (status) => {
    const body = createControlledBody();
    const { promise, resolve } = createDeferred<Response>();
    const { client } = observedClient({ retryConfig: noRetries, fetch: () => promise });
    const failure = getRejection(client.chat.complete(question, { timeoutMs: 1_000 }));
    await advance(1_000);
    expect(await failure).toMatchObject({ kind: "attempt" });
    resolve(new Response(body.stream, { status }));
    await flushPromises();
    expect(body.isCanceled).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("a late rejection of fetch is ignored", async () => {
    const { promise, reject } = createDeferred<Response>();
    const { client } = observedClient({ retryConfig: noRetries, fetch: () => promise });
    const failure = getRejection(client.chat.complete(question, { timeoutMs: 1_000 }));
    await advance(1_000);
    await failure;
    reject(new TypeError("fetch failed"));
    await flushPromises();
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([
    ["the body of a completion", 200],
    ["the body of an error", 500],
  ])("timeoutMs cancels %s while it is read", async (_, status) => {
    const body = createControlledBody();
    const { client } = observedClient({ retryConfig: noRetries, fetch: () => new Response(body.stream, { status }) });
    const failure = getRejection(client.chat.complete(question, { timeoutMs: 1_000 }));
    body.write("{");
    await advance(1_000);
    expect(await failure).toMatchObject({ name: "RequestTimeoutError", kind: "attempt" });
    await flushPromises();
    expect(body.isCanceled).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test("a call that succeeds or fails leaves no timer and no listener", async () => {
  const { signal } = new AbortController();
  for (const respond of [
    () => Response.json(completion()),
    () => errorResponse(400),
    () => new Response("<html>"),
    () => Promise.reject(new TypeError("fetch failed")),
  ]) {
    const { client } = observedClient({ retryConfig: noRetries, fetch: respond });
    await chatComplete(client, question, { signal, fetchOptions: { signal } });
    expect(vi.getTimerCount()).toBe(0);
    expect(countListeners(signal)).toBe(0);
  }
});
