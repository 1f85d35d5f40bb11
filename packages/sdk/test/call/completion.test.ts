import { describe, expect, test } from "vitest";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import { completion } from "../support/responses.ts";
import { createControlledBody } from "../support/controlled-body.ts";
import { noRetries, observedClient, question } from "../support/observed-client.ts";
import { flushPromises } from "../support/promises.ts";

const textResponse = (body: BodyInit | null, type = "application/json", status = 200) =>
  new Response(body, { status, headers: { "content-type": type } });

const complete = (response: Response) =>
  observedClient({ retryConfig: noRetries, fetch: () => response }).client.chat.complete(question);

describe("chat.complete", () => {
  test("a completion is the unchanged JSON, with unknown fields, nulls and new enum values", async () => {
    const unusual = completion({
      provider: null,
      usage: null,
      novelty: [{ a: null }],
      object: "chat.completion.v2",
      choices: [{ index: 0, finish_reason: "tired", message: { role: "oracle", content: null, audio: { x: 1 } } }],
    });
    expect(await complete(Response.json(unusual))).toEqual(unusual);
  });

  test.each(["\n         \n\n   ", "\r\n\t ", "\ufeff"])(
    "a completion can begin with white space or a byte order mark (%j)",
    async (space) => {
      expect(await complete(textResponse(space + JSON.stringify(completion()) + "\n"))).toEqual(completion());
    },
  );

  test.each([
    "application/json",
    "application/json; charset=utf-8",
    "text/plain",
    "text/event-stream",
    "text/html",
    "",
  ])("a completion is parsed as JSON whatever its content type is (%j)", async (type) => {
    expect(await complete(textResponse(JSON.stringify(completion()), type))).toEqual(completion());
  });

  test("a completion can have no choices", async () => {
    expect(await complete(Response.json({ choices: [] }))).toEqual({ choices: [] });
  });

  test.each([null, false, "", 0])("a completion whose error is %j is not an error", async (error) => {
    expect(await complete(Response.json(completion({ error })))).toEqual(completion({ error }));
  });

  test.each([200, 201, 202, 203])("a completion can have the status %d", async (status) => {
    expect(await complete(Response.json(completion(), { status }))).toEqual(completion());
  });

  test("a completion can arrive in pieces that split a character", async () => {
    const value = completion({ id: "gen-é🙂日" });
    for (const byte of [0, 1]) {
      const body = createControlledBody();
      const call = complete(textResponse(body.stream));
      const bytes = new TextEncoder().encode(JSON.stringify(value));
      const start = bytes.indexOf(0xf0) + byte;
      body.write(bytes.subarray(0, start));
      await flushPromises();
      body.write(bytes.subarray(start));
      body.close();
      expect(await call).toEqual(value);
    }
  });

  test("__proto__ in a response does not change prototypes", async () => {
    const value = await complete(
      textResponse('{"__proto__":{"polluted":1},"choices":[],"constructor":{"prototype":{"polluted":1}}}'),
    );
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect({}).not.toHaveProperty("polluted");
  });
});

describe("the result", () => {
  const headers = { "x-generation-id": "gen-1", "cf-ray": "ray-1" };

  test("a success has the value, the response, the request ID and the attempts", async () => {
    const { client } = observedClient({ fetch: () => Response.json(completion(), { headers }) });
    const result = await chatComplete(client, question);
    expect(result).toMatchObject({ ok: true, value: completion(), requestId: "gen-1", attempts: 1 });
    expect(result.response).toBeInstanceOf(Response);
    expect(result.response?.status).toBe(200);
  });

  test("the request ID is x-generation-id, else cf-ray, else undefined", async () => {
    for (const [responseHeaders, requestId] of [
      [{ "cf-ray": "ray-1" }, "ray-1"],
      [{}, undefined],
    ] as const) {
      const { client } = observedClient({ fetch: () => Response.json(completion(), { headers: responseHeaders }) });
      expect(await chatComplete(client, question)).toMatchObject({ ok: true, requestId });
    }
  });

  test("a failure has the error, the attempts, and the response if there is one", async () => {
    const errorServer = observedClient({
      retryConfig: noRetries,
      fetch: () => textResponse("{}", "application/json", 400),
    });
    const rejected = await chatComplete(errorServer.client, question);
    expect(rejected).toMatchObject({ ok: false, attempts: 1, response: { status: 400 } });
    const unreachable = observedClient({
      retryConfig: noRetries,
      fetch: () => Promise.reject(new TypeError("fetch failed")),
    });
    const failed = await chatComplete(unreachable.client, question);
    expect(failed).toMatchObject({ ok: false, attempts: 1 });
    expect(failed).not.toHaveProperty("response");
  });
});
