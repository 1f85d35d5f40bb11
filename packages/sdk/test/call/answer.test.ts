import { describe, expect, test } from "vitest";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import { ChatCompletionError, ResponseValidationError } from "../../src/models/errors.ts";
import { completion } from "../support/answers.ts";
import { heldBody } from "../support/held-body.ts";
import { noRetries, observedClient, question } from "../support/observed-client.ts";
import { failureOf, settled } from "../support/outcome.ts";

const text = (body: BodyInit | null, type = "application/json", status = 200) =>
  new Response(body, { status, headers: { "content-type": type } });

const ask = (answer: Response) => observedClient({ retryConfig: noRetries, fetch: () => answer }).client.chat.complete(question);

describe("a completion", () => {
  test("is the parsed JSON, untouched: unknown fields, nulls and new enum values pass", async () => {
    const odd = completion({
      provider: null,
      usage: null,
      novelty: [{ a: null }],
      object: "chat.completion.v2",
      choices: [{ index: 0, finish_reason: "tired", message: { role: "oracle", content: null, audio: { x: 1 } } }],
    });
    expect(await ask(Response.json(odd))).toEqual(odd);
  });

  test.each(["\n         \n\n   ", "\r\n\t ", "\ufeff"])("may have white space or a byte order mark (%j) before it", async (space) => {
    expect(await ask(text(space + JSON.stringify(completion()) + "\n"))).toEqual(completion());
  });

  test.each(["application/json", "application/json; charset=utf-8", "text/plain", "text/event-stream", "text/html", ""])(
    "is read as JSON whatever the header says (%j)",
    async (type) => {
      expect(await ask(text(JSON.stringify(completion()), type))).toEqual(completion());
    },
  );

  test("with an empty list of choices passes: only what the code branches on is checked", async () => {
    expect(await ask(Response.json({ choices: [] }))).toEqual({ choices: [] });
  });

  test("with an error inside of a choice is data", async () => {
    const odd = completion({ choices: [{ index: 0, finish_reason: "error", message: {}, error: { code: 502, message: "x" } }] });
    expect(await ask(Response.json(odd))).toEqual(odd);
  });

  test.each([null, false, "", 0])("whose error is %j has none", async (error) => {
    expect(await ask(Response.json(completion({ error })))).toEqual(completion({ error }));
  });

  test.each([200, 201, 202, 203])("may have the status %d", async (status) => {
    expect(await ask(Response.json(completion(), { status }))).toEqual(completion());
  });

  test("that comes in pieces, cut in the middle of a character, is whole", async () => {
    const answer = completion({ id: "gen-é🙂日" });
    for (const byte of [0, 1]) {
      const body = heldBody();
      const call = ask(text(body.stream));
      const bytes = new TextEncoder().encode(JSON.stringify(answer));
      const start = bytes.indexOf(0xf0) + byte;
      body.write(bytes.subarray(0, start));
      await settled();
      body.write(bytes.subarray(start));
      body.close();
      expect(await call).toEqual(answer);
    }
  });

  test("with __proto__ in it pollutes nothing", async () => {
    const value = await ask(text('{"__proto__":{"polluted":1},"choices":[],"constructor":{"prototype":{"polluted":1}}}'));
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect({}).not.toHaveProperty("polluted");
  });
});

describe("the result", () => {
  const headers = { "x-generation-id": "gen-1", "cf-ray": "ray-1" };

  test("has the value, the response, the request id and the attempts", async () => {
    const { client } = observedClient({ fetch: () => Response.json(completion(), { headers }) });
    const result = await chatComplete(client, question);
    expect(result).toMatchObject({ ok: true, value: completion(), requestId: "gen-1", attempts: 1 });
    expect(result.response).toBeInstanceOf(Response);
    expect(result.response?.status).toBe(200);
  });

  test("takes cf-ray for the request id, where there is no x-generation-id, and else has none", async () => {
    for (const [given, requestId] of [[{ "cf-ray": "ray-1" }, "ray-1"], [{}, undefined]] as const) {
      const { client } = observedClient({ fetch: () => Response.json(completion(), { headers: given }) });
      expect(await chatComplete(client, question)).toMatchObject({ ok: true, requestId });
    }
  });

  test("of a failure has the error, the response where there is one, and the attempts", async () => {
    const answered = observedClient({ retryConfig: noRetries, fetch: () => text("{}", "application/json", 400) });
    const refused = await chatComplete(answered.client, question);
    expect(refused).toMatchObject({ ok: false, attempts: 1, response: { status: 400 } });
    const silent = observedClient({ retryConfig: noRetries, fetch: () => Promise.reject(new TypeError("fetch failed")) });
    const failed = await chatComplete(silent.client, question);
    expect(failed).toMatchObject({ ok: false, attempts: 1 });
    expect(failed).not.toHaveProperty("response");
  });
});

describe("a 200 that can't be understood is a ResponseValidationError with its text", () => {
  test.each(["", " \n ", "{", "<!doctype html>", "OK", "{}", '{"choices":null}', '{"choices":{}}', "null", "[]", "12", '"x"', '[{"choices":[]}]'])("%j", async (body) => {
    const error = await failureOf(ask(text(body)));
    expect(ResponseValidationError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ statusCode: 200, rawText: body, isRetryable: false, contentType: "application/json" });
  });

  test("also without a body", async () => {
    expect(await failureOf(ask(new Response(null, { status: 204 })))).toMatchObject({ name: "ResponseValidationError", statusCode: 204, rawText: "" });
    expect(await failureOf(ask(new Response(null, { headers: { "content-length": "0" } })))).toMatchObject({ name: "ResponseValidationError" });
  });
});

describe("a 200 that holds an error is a ChatCompletionError", () => {
  test.each<[unknown, number]>([
    [429, 429], ["429", 429], [400, 400], [599, 599], ["599", 599],
    [399, 500], [600, 500], [200, 500], [0, 500], [-429, 500], [429.5, 500], ["429.5", 500], ["server_error", 500], ["0x1f4", 500], ["+429", 500], [" 429", 500], [null, 500], [undefined, 500], [{}, 500],
  ])("with the code %j the effective status is %d", async (code, statusCode) => {
    const error = await failureOf(ask(Response.json({ error: { code, message: "x" } })));
    expect(ChatCompletionError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ statusCode, rawResponse: { status: 200 } });
  });

  test("with choices beside it has them as partial", async () => {
    const error = await failureOf(ask(Response.json({ ...completion(), error: { code: 502, message: "x" } })));
    expect(error).toMatchObject({ statusCode: 502, partial: completion()["choices"] });
  });

  test.each([{ choices: null }, {}])("with %j beside it has no partial", async (beside) => {
    expect(await failureOf(ask(Response.json({ ...beside, error: { code: 502, message: "x" } })))).toMatchObject({ partial: undefined });
  });

  test("also when white space comes first, or the header says otherwise", async () => {
    const body = `\n   \n${JSON.stringify({ error: { code: 429, message: "x" }, user_id: "user-1" })}`;
    expect(await failureOf(ask(text(body, "text/plain")))).toMatchObject({ name: "ChatCompletionError", statusCode: 429, userId: "user-1" });
  });
});
