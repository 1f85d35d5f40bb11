import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import { OpenRouter } from "../../src/client.ts";
import { completion, event, chunk, events, errorResponse, sse } from "../support/responses.ts";
import { noRetries, observedClient, question } from "../support/observed-client.ts";
import { getRejection, flushPromises } from "../support/promises.ts";

const createClient = () =>
  observedClient({ fetch: () => Response.json(completion(), { headers: { "x-generation-id": "gen-1" } }) }).client;
const createFailingClient = () => observedClient({ retryConfig: noRetries, fetch: () => errorResponse(400) }).client;

/** `chat.complete` without types, as called from JavaScript. */
const complete = (...args: unknown[]) =>
  Reflect.apply(createClient().chat.complete, createClient().chat, args) as Promise<unknown>;

describe("the promise of chat.complete", () => {
  test("chat.complete returns a plain Promise", () => {
    const call = createClient().chat.complete(question);
    expect(Object.getPrototypeOf(call)).toBe(Promise.prototype);
  });

  test("resolves to the value, and withResponse() adds the response, the request ID and the attempts", async () => {
    const call = createClient().chat.complete(question);
    expect(await call).toEqual(completion());
    const details = await call.withResponse();
    expect(details).toEqual({ value: completion(), response: expect.any(Response), requestId: "gen-1", attempts: 1 });
    expect(details.value).toBe(await call);
  });

  test("rejects with the error of chatComplete's result, with and without withResponse()", async () => {
    const call = createFailingClient().chat.complete(question);
    const error = await getRejection(call.withResponse());
    expect(await getRejection(call)).toBe(error);
    const result = await chatComplete(createFailingClient(), question);
    expect(!result.ok && result.error).toEqual(error);
  });

  test("makes one request, however often it is awaited", async () => {
    const { client, requests } = observedClient({ fetch: () => Response.json(completion()) });
    const call = client.chat.complete(question);
    await Promise.all([call, call, call.withResponse(), call.withResponse()]);
    expect(requests).toHaveLength(1);
  });

  test("the call starts before it is awaited", async () => {
    const { client, requests } = observedClient({ fetch: () => Response.json(completion()) });
    void client.chat.complete(question);
    await expect.poll(() => requests).toHaveLength(1);
  });

  test("chat.complete rejects and never throws for invalid arguments", async () => {
    for (const args of [[], [null], [42], [question, null], [{ messages: [] }]]) {
      expect(await getRejection(complete(...args))).toMatchObject({ name: "InvalidRequestError", attempts: 0 });
    }
  });
});

describe("unhandled rejections", () => {
  const unhandled: unknown[] = [];
  const record = (reason: unknown) => void unhandled.push(reason);
  let others: NodeJS.UnhandledRejectionListener[] = [];
  beforeEach(() => {
    // Vitest's listener would fail the run.
    others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", record);
    unhandled.length = 0;
  });
  afterEach(() => {
    process.removeListener("unhandledRejection", record);
    for (const listener of others) process.on("unhandledRejection", listener);
  });

  const getUnhandled = async () => {
    for (let turn = 0; turn < 5; turn++) await flushPromises();
    return [...unhandled];
  };

  test("are detected by these tests", async () => {
    void createFailingClient().chat.complete(question);
    await expect.poll(() => unhandled).toHaveLength(1);
  });

  test("do not occur when the promise is handled, with or without withResponse()", async () => {
    await getRejection(createFailingClient().chat.complete(question));
    await getRejection(createFailingClient().chat.complete(question).withResponse());
    const call = createFailingClient().chat.complete(question);
    await Promise.allSettled([call, call.withResponse(), call.withResponse()]);
    const late = createFailingClient().chat.complete(question);
    await getRejection(late);
    await getRejection(late.withResponse());
    expect(await getUnhandled()).toEqual([]);
  });

  test("do not occur with chatComplete, whatever fails", async () => {
    const controller = new AbortController();
    const fetches: (() => Response | Promise<Response>)[] = [
      () => errorResponse(500),
      () => Promise.reject(new TypeError("fetch failed")),
      () => new Promise(() => {}),
      () => sse(event(chunk("a"))),
      () => new Promise((_, reject) => setImmediate(() => reject(new Error("late")))),
    ];
    const calls = fetches.flatMap((fetch) => {
      const { client } = observedClient({ retryConfig: noRetries, fetch });
      return [{}, { timeoutMs: 1 }, { signal: controller.signal }].map((options) =>
        chatComplete(client, question, { timeoutMs: 20, ...options }),
      );
    });
    setImmediate(() => controller.abort());
    await Promise.all(calls);
    await chatComplete(new OpenRouter({ apiKey: () => Promise.reject(new Error("x")) }), question);
    expect(await getUnhandled()).toEqual([]);
  });

  test("do not occur with streams that are ended early, canceled, aborted or never read", async () => {
    const controller = new AbortController();
    for (const text of [events("a"), event(chunk("a")), event(chunk("a")) + event("{")]) {
      const open = async () => {
        const { client } = observedClient({ retryConfig: noRetries, fetch: () => sse(text) });
        return client.chat.complete({ ...question, stream: true }, { signal: controller.signal });
      };
      await open();
      for await (const _ of await open()) break;
      await (await open()).cancel();
      void (await open()).toReadableStream();
      const iterator = (await open())[Symbol.asyncIterator]();
      await Promise.allSettled([iterator.next(), iterator.next(), iterator.next()]);
    }
    controller.abort();
    expect(await getUnhandled()).toEqual([]);
  });
});
