import { describe, expect, test } from "vitest";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import { completion } from "../support/responses.ts";
import { createControlledBody } from "../support/controlled-body.ts";
import { noRetries, observedClient, question } from "../support/observed-client.ts";
import { flushPromises } from "../support/promises.ts";

const text = (body: BodyInit | null, type = "application/json", status = 200) =>
  new Response(body, { status, headers: { "content-type": type } });

const ask = (answer: Response) =>
  observedClient({ retryConfig: noRetries, fetch: () => answer }).client.chat.complete(question);

describe("a completion", () => {
  test("a completion is the unchanged JSON, with unknown fields, nulls and new enum values", async () => {
    const odd = completion({
      provider: null,
      usage: null,
      novelty: [{ a: null }],
      object: "chat.completion.v2",
      choices: [{ index: 0, finish_reason: "tired", message: { role: "oracle", content: null, audio: { x: 1 } } }],
    });
    expect(await ask(Response.json(odd))).toEqual(odd);
  });

  test.each(["\n         \n\n   ", "\r\n\t ", "\ufeff"])(
    "a completion may begin with white space or a byte order mark (%j)",
    async (space) => {
      expect(await ask(text(space + JSON.stringify(completion()) + "\n"))).toEqual(completion());
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
    expect(await ask(text(JSON.stringify(completion()), type))).toEqual(completion());
  });

  test("a completion may have no choices", async () => {
    expect(await ask(Response.json({ choices: [] }))).toEqual({ choices: [] });
  });

  test.each([null, false, "", 0])("a completion whose error is %j is not an error", async (error) => {
    expect(await ask(Response.json(completion({ error })))).toEqual(completion({ error }));
  });

  test.each([200, 201, 202, 203])("a completion may have the status %d", async (status) => {
    expect(await ask(Response.json(completion(), { status }))).toEqual(completion());
  });

  test("a completion may be split within a character", async () => {
    const answer = completion({ id: "gen-é🙂日" });
    for (const byte of [0, 1]) {
      const body = createControlledBody();
      const call = ask(text(body.stream));
      const bytes = new TextEncoder().encode(JSON.stringify(answer));
      const start = bytes.indexOf(0xf0) + byte;
      body.write(bytes.subarray(0, start));
      await flushPromises();
      body.write(bytes.subarray(start));
      body.close();
      expect(await call).toEqual(answer);
    }
  });

  test("__proto__ in a response does not change prototypes", async () => {
    const value = await ask(
      text('{"__proto__":{"polluted":1},"choices":[],"constructor":{"prototype":{"polluted":1}}}'),
    );
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect({}).not.toHaveProperty("polluted");
  });
});

describe("the result", () => {
  const headers = { "x-generation-id": "gen-1", "cf-ray": "ray-1" };

  test("a success has the value, the response, the request id and the attempts", async () => {
    const { client } = observedClient({ fetch: () => Response.json(completion(), { headers }) });
    const result = await chatComplete(client, question);
    expect(result).toMatchObject({ ok: true, value: completion(), requestId: "gen-1", attempts: 1 });
    expect(result.response).toBeInstanceOf(Response);
    expect(result.response?.status).toBe(200);
  });

  test("the request id is x-generation-id, else cf-ray, else undefined", async () => {
    for (const [given, requestId] of [
      [{ "cf-ray": "ray-1" }, "ray-1"],
      [{}, undefined],
    ] as const) {
      const { client } = observedClient({ fetch: () => Response.json(completion(), { headers: given }) });
      expect(await chatComplete(client, question)).toMatchObject({ ok: true, requestId });
    }
  });

  test("a failure has the error, the attempts, and the response if there is one", async () => {
    const answered = observedClient({ retryConfig: noRetries, fetch: () => text("{}", "application/json", 400) });
    const refused = await chatComplete(answered.client, question);
    expect(refused).toMatchObject({ ok: false, attempts: 1, response: { status: 400 } });
    const silent = observedClient({
      retryConfig: noRetries,
      fetch: () => Promise.reject(new TypeError("fetch failed")),
    });
    const failed = await chatComplete(silent.client, question);
    expect(failed).toMatchObject({ ok: false, attempts: 1 });
    expect(failed).not.toHaveProperty("response");
  });
});
