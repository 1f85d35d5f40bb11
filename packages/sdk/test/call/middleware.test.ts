import { afterEach, describe, expect, test, vi } from "vitest";
import type { Middleware } from "../../src/options.ts";
import { chunk, completion, events, lastChunk, errorResponse, sse } from "../support/responses.ts";
import { immediateRetries, noRetries, observedClient, question } from "../support/observed-client.ts";
import { readAll, getRejection } from "../support/promises.ts";

afterEach(() => {
  vi.useRealTimers();
});

const createClient = (
  middleware: Middleware,
  respond: () => Response | Promise<Response> = () => Response.json(completion()),
) => observedClient({ middleware: [middleware], retryConfig: noRetries, fetch: respond });

describe("middleware", () => {
  test("middleware receives the Request and can change it", async () => {
    const { client, requests } = createClient({
      async onRequest({ request, schemaPath }) {
        expect(schemaPath).toBe("/chat/completions");
        expect(request).toBeInstanceOf(Request);
        expect(request.headers.get("authorization")).toBe("Bearer key-0123456789abcdef");
        expect(await request.clone().json()).toEqual(question);
        return new Request(request, {
          method: "POST",
          headers: { ...Object.fromEntries(request.headers), "x-signed": "yes" },
          body: '{"messages":[]}',
        });
      },
    });
    await client.chat.complete(question);
    expect(requests[0]).toMatchObject({ method: "POST", body: '{"messages":[]}' });
    expect(requests[0]?.headers.get("x-signed")).toBe("yes");
    expect(requests[0]?.headers.get("content-type")).toBe("application/json");
  });

  test("middleware can return a response instead of fetch", async () => {
    const { client, requests } = createClient({ onRequest: () => Response.json(completion({ id: "cached" })) });
    expect(await client.chat.complete(question)).toMatchObject({ id: "cached" });
    expect(requests).toHaveLength(0);
  });

  test("middleware can return an error response instead of fetch", async () => {
    const { client } = createClient({
      onRequest: () => errorResponse(429, { code: 429, message: "mine" }, { headers: { "retry-after": "61" } }),
    });
    expect(await getRejection(client.chat.complete(question))).toMatchObject({
      name: "ChatCompletionError",
      statusCode: 429,
      retryAfterMs: 61_000,
      error: { message: "mine" },
    });
    const { client: other } = createClient({ onRequest: () => new Response("<p>no", { status: 503 }) });
    expect(await getRejection(other.chat.complete(question))).toMatchObject({
      name: "OpenRouterDefaultError",
      statusCode: 503,
      body: "<p>no",
    });
  });

  test("middleware can change the response", async () => {
    const { client } = createClient({
      async onResponse({ response }) {
        const body = (await response.json()) as object;
        return Response.json({ ...body, id: "changed" }, response);
      },
    });
    expect(await client.chat.complete(question)).toMatchObject({ id: "changed", object: "chat.completion" });
  });

  test("middleware can read a clone of the response, even of an error or a stream", async () => {
    const seen: string[] = [];
    const middleware: Middleware = {
      async onResponse({ response }) {
        const copy = response.clone();
        if (response.ok && response.headers.get("content-type") === "text/event-stream")
          return void copy.body?.cancel();
        seen.push(await copy.text());
      },
    };
    const failing = createClient(middleware, () => errorResponse(400));
    expect(await getRejection(failing.client.chat.complete(question))).toMatchObject({ error: { message: "No luck" } });
    const streaming = createClient(middleware, () => sse(events("a")));
    const stream = await streaming.client.chat.complete({ ...question, stream: true });
    expect((await readAll(stream)).items).toEqual([chunk("a"), lastChunk()]);
    expect(seen).toEqual(['{"error":{"code":400,"message":"No luck"}}']);
  });

  test("middleware can convert a failed fetch to a response", async () => {
    const { client } = createClient({ onError: () => Response.json(completion()) }, () =>
      Promise.reject(new TypeError("fetch failed")),
    );
    expect(await client.chat.complete(question)).toEqual(completion());
  });

  test("middleware that throws fails the call with an UnexpectedClientError that has the cause, without a retry", async () => {
    const cause = new RangeError("mine");
    let calls = 0;
    const middleware: Middleware = {
      onRequest: () => {
        calls++;
        throw cause;
      },
    };
    const { client } = observedClient({
      middleware: [middleware],
      retryConfig: immediateRetries,
      fetch: () => Response.json(completion()),
    });
    const error = await getRejection(client.chat.complete(question));
    expect(error).toMatchObject({ name: "UnexpectedClientError", attempts: 1 });
    expect((error as Error).cause).toBe(cause);
    expect(calls).toBe(1);
  });

  test("middleware that reads the body fails the call with an UnexpectedClientError, without a retry", async () => {
    const responses: [boolean, () => Response][] = [
      [false, () => Response.json(completion())],
      [true, () => sse(events("a"))],
    ];
    for (const [stream, fetch] of responses) {
      for (const read of [
        (response: Response) => response.text(),
        (response: Response) => response.body?.getReader(),
      ]) {
        const onResponse: Middleware["onResponse"] = async ({ response }) => void (await read(response));
        const { client, requests } = observedClient({
          middleware: [{ onResponse }],
          retryConfig: immediateRetries,
          fetch,
        });
        const error = await getRejection(client.chat.complete({ ...question, stream }));
        expect(error).toMatchObject({
          name: "UnexpectedClientError",
          attempts: 1,
          message: expect.stringContaining("body"),
        });
        expect(requests).toHaveLength(1);
      }
    }
  });

  test("middleware that never resolves is limited by timeoutMs and the caller's signal", async () => {
    vi.useFakeTimers();
    const onRequest = vi.fn<() => Promise<undefined>>(() => new Promise(() => {}));
    const { client, requests } = createClient({ onRequest });
    const timeout = getRejection(client.chat.complete(question, { timeoutMs: 1_000 }));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await timeout).toMatchObject({ name: "RequestTimeoutError", kind: "attempt" });
    const controller = new AbortController();
    const abort = getRejection(client.chat.complete(question, { signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(999);
    expect(onRequest).toHaveBeenCalledTimes(2);
    controller.abort("enough");
    expect(await abort).toMatchObject({ name: "RequestAbortedError", cause: "enough" });
    expect(requests).toHaveLength(0);
  });

  test("the signal aborts a fetch after a middleware", async () => {
    const controller = new AbortController();
    const { client, requests } = createClient(
      { onRequest: ({ request }) => request.headers.set("x-a", "b") },
      () => new Promise(() => {}),
    );
    const failure = getRejection(client.chat.complete(question, { signal: controller.signal }));
    await expect.poll(() => requests[0]?.signal.aborted).toBe(false);
    controller.abort("enough");
    await failure;
    expect(requests[0]?.signal.aborted).toBe(true);
  });
});
