import { describe, expect, test } from "vitest";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import type { RetryConfig } from "../../src/options.ts";
import { chunk, completion, event, events, lastChunk, errorResponse, sse } from "../support/responses.ts";
import { createControlledBody } from "../support/controlled-body.ts";
import { immediateRetries, observedClient, question } from "../support/observed-client.ts";
import { readAll, getRejection, flushPromises } from "../support/promises.ts";
import { getTexts } from "../support/open-stream.ts";

const failToConnect = () => Promise.reject(new TypeError("fetch failed"));

describe("which responses are retried", () => {
  test.each([408, 429, 500, 502, 503, 504, 524, 529, 599])("retries a %d, twice by default", async (status) => {
    const { client, requests } = observedClient({ retryConfig: immediateRetries, fetch: () => errorResponse(status) });
    const result = await chatComplete(client, question);
    expect(requests).toHaveLength(3);
    expect(result).toMatchObject({
      ok: false,
      attempts: 3,
      error: { statusCode: status, attempts: 3, isRetryable: true },
    });
  });

  test.each([400, 401, 402, 403, 404, 409, 413, 422])("does not retry a %d", async (status) => {
    const { client, requests } = observedClient({ retryConfig: immediateRetries, fetch: () => errorResponse(status) });
    const result = await chatComplete(client, question);
    expect(requests).toHaveLength(1);
    expect(result).toMatchObject({ ok: false, attempts: 1, error: { statusCode: status, isRetryable: false } });
  });

  test("retries a 402 only if it has Retry-After", async () => {
    const { client, requests } = observedClient({
      retryConfig: immediateRetries,
      fetch: (_, index) =>
        index === 0 ? errorResponse(402, undefined, { headers: { "retry-after": "0" } }) : errorResponse(402),
    });
    await getRejection(client.chat.complete(question));
    expect(requests).toHaveLength(2);
  });

  test("retries a 200 with an error by the error's code", async () => {
    for (const [code, attempts] of [
      [429, 3],
      ["503", 3],
      [undefined, 3],
      ["server_error", 3],
      [400, 1],
      ["402", 1],
    ] as const) {
      const { client, requests } = observedClient({
        retryConfig: immediateRetries,
        fetch: () => Response.json({ error: { code, message: "x" } }),
      });
      await getRejection(client.chat.complete(question));
      expect({ code, attempts: requests.length }).toEqual({ code, attempts });
    }
  });

  test("does not retry a 200 with an error and choices", async () => {
    const value = { ...completion(), error: { code: 503, message: "x" } };
    const { client, requests } = observedClient({ retryConfig: immediateRetries, fetch: () => Response.json(value) });
    expect(await getRejection(client.chat.complete(question))).toMatchObject({
      partial: completion()["choices"],
      isRetryable: false,
    });
    expect(requests).toHaveLength(1);
  });

  test.each(["", "{", "<html>", "{}", '{"choices":null}', "null"])(
    "does not retry an invalid 200 (%j), since it was billed",
    async (body) => {
      const { client, requests } = observedClient({ retryConfig: immediateRetries, fetch: () => new Response(body) });
      expect(await getRejection(client.chat.complete(question))).toMatchObject({
        name: "ResponseValidationError",
        rawText: body,
      });
      expect(requests).toHaveLength(1);
    },
  );

  test("retries a failed connection and a truncated body", async () => {
    const { client, requests } = observedClient({
      retryConfig: immediateRetries,
      fetch: (_, index) => {
        if (index === 0) return failToConnect();
        if (index === 2) return Response.json(completion());
        const body = createControlledBody();
        body.write('{"id":');
        body.error(new TypeError("terminated"));
        return new Response(body.stream);
      },
    });
    expect(await client.chat.complete(question)).toEqual(completion());
    expect(requests).toHaveLength(3);
  });

  test("does not retry a failed connection with retryConnectionErrors: false", async () => {
    const retryConfig: RetryConfig = {
      strategy: "backoff",
      backoff: { initialInterval: 0 },
      retryConnectionErrors: false,
    };
    const { client, requests } = observedClient({
      retryConfig,
      fetch: (_, index) => (index === 0 ? errorResponse(500) : failToConnect()),
    });
    expect(await getRejection(client.chat.complete(question))).toMatchObject({ name: "ConnectionError", attempts: 2 });
    expect(requests).toHaveLength(2);
  });

  test("a success after retries has the number of attempts", async () => {
    const { client } = observedClient({
      retryConfig: immediateRetries,
      fetch: (_, index) => (index < 2 ? errorResponse(500) : Response.json(completion())),
    });
    expect(await client.chat.complete(question).withResponse()).toMatchObject({ attempts: 3, value: completion() });
  });
});

describe("a stream", () => {
  const streaming = { ...question, stream: true } as const;

  test.each([
    ["a first event with an error", () => sse(": c\n\n", event({ error: { code: 502, message: "x" } }))],
    [
      "a first event with an error and an empty choice",
      () => sse(event(lastChunk({ error: { code: 502, message: "x" } }))),
    ],
    ["a body that ends before the first data event", () => sse(": c\n\n")],
    ["an error status", () => errorResponse(503)],
    ["a failed connection", failToConnect],
  ])("a stream is retried after %s", async (_, fail) => {
    const { client, requests } = observedClient({
      retryConfig: immediateRetries,
      fetch: (_r, index) => (index < 2 ? fail() : sse(events("a"))),
    });
    const { value, attempts } = await client.chat.complete(streaming).withResponse();
    expect(getTexts((await readAll(value)).items)).toEqual(["a"]);
    expect(attempts).toBe(3);
    expect(requests).toHaveLength(3);
  });

  test("a stream is not retried after its first data event", async () => {
    const { client, requests } = observedClient({ retryConfig: immediateRetries, fetch: () => sse(event(chunk("a"))) });
    const { error } = await readAll(await client.chat.complete(streaming));
    expect(error).toMatchObject({ name: "ConnectionError", attempts: 1 });
    expect(requests).toHaveLength(1);
  });

  test("a stream resolves at its first data event, not at the headers", async () => {
    const body = createControlledBody();
    const { client } = observedClient({ fetch: () => new Response(body.stream) });
    let isOpen = false;
    const opening = client.chat.complete(streaming);
    void opening.then(() => (isOpen = true));
    body.write(": c\n\n");
    await expect.poll(() => body.reads).toBeGreaterThan(0);
    await flushPromises();
    expect(isOpen).toBe(false);
    body.write(event(chunk("a")));
    await (await opening).cancel();
  });
});
