import { describe, expect, test } from "vitest";
import { InvalidRequestError } from "../../src/models/errors.ts";
import type { RequestOptions } from "../../src/options.ts";
import { EventStream } from "../../src/stream/event-stream.ts";
import { completion, events, sse } from "../support/responses.ts";
import { observedClient, question } from "../support/observed-client.ts";
import { getRejection } from "../support/promises.ts";

async function getSentRequest(request: object, options?: RequestOptions) {
  const { client, requests } = observedClient({
    fetch: ({ body }) => (body.includes('"stream":true') ? sse(events("a")) : Response.json(completion())),
  });
  const result = await client.chat.complete({ ...question, ...request }, options);
  if (result instanceof EventStream) await result.cancel();
  return requests[0];
}

describe("the request", () => {
  test("a call is one POST to the operation's path with the key, the content type and Accept", async () => {
    const request = await getSentRequest({});
    expect(request).toMatchObject({ url: "https://api.test/v1/chat/completions", method: "POST" });
    expect(Object.fromEntries(request?.headers ?? [])).toEqual({
      accept: "application/json",
      authorization: "Bearer key-0123456789abcdef",
      "content-type": "application/json",
    });
  });

  test("a call with stream: true accepts an event stream or JSON", async () => {
    expect((await getSentRequest({ stream: true }))?.headers.get("accept")).toBe("text/event-stream, application/json");
    for (const stream of [false, null, undefined]) {
      expect((await getSentRequest({ stream }))?.headers.get("accept")).toBe("application/json");
    }
  });

  test("a request has redirect: manual", async () => {
    expect((await getSentRequest({}))?.init.redirect).toBe("manual");
  });

  test("a request has its own signal, which the caller's signal aborts", async () => {
    expect((await getSentRequest({}))?.init.signal).toBeInstanceOf(AbortSignal);
  });

  test("passes the other fetchOptions to fetch, including those that Request does not know", async () => {
    const fetchOptions = {
      credentials: "omit",
      cache: "no-store",
      keepalive: true,
      dispatcher: { mine: true },
    } as const;
    for (const middleware of [[], [{ onRequest: () => undefined }]]) {
      const { client, requests } = observedClient({ middleware, fetch: () => Response.json(completion()) });
      await client.chat.complete(question, { fetchOptions });
      expect(requests[0]?.init).toMatchObject(fetchOptions);
      expect(requests[0]?.init.redirect).toBe("manual");
      expect(requests[0]?.body).toBe(JSON.stringify(question));
    }
  });

  test("method and body in fetchOptions are ignored", async () => {
    const fetchOptions = { method: "GET", body: "other" } as object;
    expect(await getSentRequest({}, { fetchOptions })).toMatchObject({
      method: "POST",
      body: JSON.stringify(question),
    });
  });

  test('rejects fetchOptions.redirect "follow", and names the option', async () => {
    const { client, requests } = observedClient({ fetch: () => Response.json(completion()) });
    const error = await getRejection(client.chat.complete(question, { fetchOptions: { redirect: "follow" } }));
    expect(InvalidRequestError.isInstance(error)).toBe(true);
    expect((error as Error).message).toContain("fetchOptions.redirect");
    expect(requests).toHaveLength(0);
  });
});

describe("the body", () => {
  test("the body is the request's JSON with unknown keys and key order kept, and no default added", async () => {
    const request = {
      zebra: { b: 1, a: [null, true, "é🙂\u2028"] },
      messages: [{ content: "Hi", role: "user" as const, extra: 1 }],
      max_tokens: undefined,
      model: "acme/small-1",
      temperature: null,
      stream: false as const,
      2: "integers first, as JSON.stringify has them",
    };
    const { client, requests } = observedClient({ fetch: () => Response.json(completion()) });
    await client.chat.complete(request);
    expect(requests[0]?.body).toBe(JSON.stringify(request));
  });

  test("the request object is not changed, frozen or not", async () => {
    const request = Object.freeze({
      messages: Object.freeze([Object.freeze({ role: "user" as const, content: "Hi" })]),
    });
    const { client, requests } = observedClient({ fetch: () => Response.json(completion()) });
    await client.chat.complete(request);
    expect(requests[0]?.body).toBe('{"messages":[{"role":"user","content":"Hi"}]}');
  });

  test("the body has the keys of extraBody after those of the request", async () => {
    const extraBody = { novelty: { a: 1 }, another: null };
    expect((await getSentRequest({ model: "m" }, { extraBody }))?.body).toBe(
      '{"messages":[{"role":"user","content":"Is it raining?"}],"model":"m","novelty":{"a":1},"another":null}',
    );
    expect((await getSentRequest({}, { extraBody: {} }))?.body).toBe(JSON.stringify(question));
  });

  test.each<[string, object, Record<string, unknown>]>([
    ["messages", {}, { messages: [] }],
    ["model", { model: "a" }, { model: "b" }],
    ["model", { model: null }, { model: "b" }],
    ["stream", {}, { stream: true }],
    ["stream", {}, { stream: undefined }],
    ["stream", { stream: true }, { stream: true }],
  ])("rejects %s in extraBody, and names it", async (key, request, extraBody) => {
    const { client, requests } = observedClient({ fetch: () => Response.json(completion()) });
    const error = await getRejection(client.chat.complete({ ...question, ...request }, { extraBody }));
    expect(InvalidRequestError.isInstance(error)).toBe(true);
    expect((error as Error).message).toContain(`extraBody.${key}`);
    expect(requests).toHaveLength(0);
  });

  test("a request that JSON cannot represent is an InvalidRequestError with the path, and nothing is sent", async () => {
    const { client, requests } = observedClient({ fetch: () => Response.json(completion()) });
    const request = { ...question, tools: [{ limits: { cost: Number.NaN } }] } as object as typeof question;
    const error = await getRejection(client.chat.complete(request));
    expect(InvalidRequestError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ attempts: 0, message: expect.stringContaining("request.tools[0].limits.cost") });
    expect(requests).toHaveLength(0);
  });
});
