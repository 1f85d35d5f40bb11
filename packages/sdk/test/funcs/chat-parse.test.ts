import { inspect } from "node:util";
import { toStandardJsonSchema } from "@valibot/to-json-schema";
import { Ajv } from "ajv";
import { type } from "arktype";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import {
  chatParse,
  InvalidOutputError,
  OutputError,
  RefusalError,
  TruncatedOutputError,
} from "../../src/funcs/chatParse.ts";
import type { StandardSchema } from "../../src/schema/standard-schema.ts";
import { completion, errorResponse } from "../support/responses.ts";
import { createForeignSignal } from "../support/foreign-signal.ts";
import { noRetries, observedClient, question, testKey } from "../support/observed-client.ts";

const plainSchema = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };

const createPart = (name: string) => ({ type: "object", properties: { [name]: { type: "string" } } });
const intersection: StandardSchema = {
  "~standard": {
    version: 1,
    vendor: "own",
    validate: (value) => ({ value }),
    jsonSchema: { input: () => ({ type: "array", items: { allOf: [createPart("a"), createPart("b")] } }) },
  },
};

const isX = (value: unknown): value is string => value === "x";

function createClient(message: object, fields: object = {}) {
  const choice = {
    index: 0,
    finish_reason: "stop",
    native_finish_reason: "stop",
    message: { role: "assistant", ...message },
    ...fields,
  };
  return observedClient({ fetch: () => Response.json(completion({ choices: [choice] })), retryConfig: noRetries });
}

const createTextClient = (content: string | null, fields?: object) => createClient({ content }, fields);

const parse = (...choices: readonly object[]) =>
  chatParse(
    observedClient({ fetch: () => Response.json(completion({ choices })), retryConfig: noRetries }).client,
    question,
    z.object({ city: z.string() }),
  );

describe("the request of chatParse", () => {
  test.each<[string, StandardSchema, object]>([
    [
      "zod",
      z.object({ city: z.string(), days: z.array(z.object({ rain: z.boolean() })), note: z.optional(z.string()) }),
      {
        type: "object",
        properties: {
          city: { type: "string" },
          days: {
            type: "array",
            items: {
              type: "object",
              properties: { rain: { type: "boolean" } },
              required: ["rain"],
              additionalProperties: false,
            },
          },
          note: { type: "string" },
        },
        required: ["city", "days"],
        additionalProperties: false,
      },
    ],
    [
      "valibot",
      toStandardJsonSchema(v.object({ city: v.string() })),
      { type: "object", properties: { city: { type: "string" } }, required: ["city"], additionalProperties: false },
    ],
    [
      "arktype",
      type({ city: "string" }),
      { type: "object", properties: { city: { type: "string" } }, required: ["city"], additionalProperties: false },
    ],
  ])("has the closed JSON Schema of %s after its other keys", async (_, schema, expected) => {
    const { client, requests } = createTextClient('{"city":"Oslo","days":[]}');
    await chatParse(client, { ...question, model: "acme/small-1" }, schema);
    expect(Object.keys(JSON.parse(requests[0]?.body ?? ""))).toEqual(["messages", "model", "response_format"]);
    expect(JSON.parse(requests[0]?.body ?? "").response_format).toEqual({
      type: "json_schema",
      json_schema: { name: "answer", schema: expected },
    });
  });

  test("has a plain JSON Schema unchanged, and the fields of the options", async () => {
    const { client, requests } = createTextClient('{"city":"Oslo"}');
    await chatParse(client, question, plainSchema, { name: "place", description: "A place", strict: true });
    expect(JSON.parse(requests[0]?.body ?? "").response_format).toEqual({
      type: "json_schema",
      json_schema: { name: "place", description: "A place", schema: plainSchema, strict: true },
    });
  });

  test.each<[string, StandardSchema]>([
    ["that is open", z.looseObject({ city: z.string() })],
    ["that is an intersection, whose closed parts would exclude each other", intersection],
  ])("does not close a schema %s", async (_, schema) => {
    const { client, requests } = createTextClient("{}");
    await chatParse(client, question, schema);
    expect(requests[0]?.body).not.toContain('"additionalProperties":false');
  });

  test("describes the input of the schema, not its output", async () => {
    const schema = z.object({ year: z.string().transform(Number), kind: z.string().default("city") });
    const { client, requests } = createTextClient('{"year":"2026"}');
    const result = await chatParse(client, question, schema);
    expect(JSON.parse(requests[0]?.body ?? "").response_format.json_schema.schema).toMatchObject({
      properties: { year: { type: "string" } },
      required: ["year"],
    });
    expect(result).toMatchObject({ ok: true, value: { parsed: { year: 2026, kind: "city" } } });
  });

  test.each<[string, object, unknown, object | null, RegExp]>([
    [
      "a response_format",
      { ...question, response_format: { type: "text" } },
      plainSchema,
      {},
      /request\.response_format must be left out/,
    ],
    ["stream: true", { ...question, stream: true }, plainSchema, {}, /request\.stream must be left out/],
    ["no messages", {}, plainSchema, {}, /request\.messages/],
    ["no schema", question, undefined, {}, /The schema must be a JSON Schema or/],
    ["a list instead of a schema", question, [plainSchema], {}, /The schema must be a JSON Schema or/],
    ["valibot without JSON Schema", question, v.object({}), {}, /toStandardJsonSchema/],
    [
      "a schema that cannot be written as JSON Schema",
      question,
      z.object({ when: z.date() }),
      {},
      /cannot be written as JSON Schema: Date/,
    ],
    ["no request", undefined as never, plainSchema, {}, /request\.messages|The request/],
    ["null instead of options", question, plainSchema, null, /cannot be read/],
    [
      "a getter that throws",
      {
        get messages() {
          throw new Error("mine");
        },
      },
      plainSchema,
      {},
      /mine/,
    ],
  ])("fails with %s before anything is sent", async (_, request, schema, options, message) => {
    const { client, requests } = createTextClient("{}");
    const result = await chatParse(client, request as typeof question, schema as typeof plainSchema, options as object);
    expect(result).toMatchObject({
      ok: false,
      attempts: 0,
      error: { name: "InvalidRequestError", message: expect.stringMatching(message) },
    });
    expect(requests).toEqual([]);
  });
});

describe("the value of chatParse", () => {
  test("is returned with the completion and the response", async () => {
    const { client } = createTextClient(' {"city":"Oslo"}\n');
    const result = await chatParse(client, question, z.object({ city: z.string() }));
    expect(result).toMatchObject({
      ok: true,
      value: { parsed: { city: "Oslo" }, completion: { id: "gen-1", usage: { total_tokens: 7 } } },
      attempts: 1,
    });
    expect(result.response).toBeInstanceOf(Response);
  });

  test("can be validated asynchronously", async () => {
    const schema = z.object({ city: z.string().refine(async (city) => Promise.resolve(city === "Oslo"), "not Oslo") });
    expect(await chatParse(createTextClient('{"city":"Oslo"}').client, question, schema)).toMatchObject({ ok: true });
    expect(await chatParse(createTextClient('{"city":"Rome"}').client, question, schema)).toMatchObject({
      ok: false,
      error: {
        name: "InvalidOutputError",
        kind: "schema",
        message: "The output does not match the schema: city: not Oslo",
      },
    });
  });

  test("of a plain JSON Schema is not validated", async () => {
    expect(await chatParse(createTextClient('{"town":1}').client, question, plainSchema)).toMatchObject({
      ok: true,
      value: { parsed: { town: 1 } },
    });
  });

  test("of a plain JSON Schema is validated by a type guard such as ajv's", async () => {
    const validate = new Ajv().compile<{ city: string }>(plainSchema);
    const good = await chatParse(createTextClient('{"city":"Oslo"}').client, question, plainSchema, { validate });
    expect(good.ok && good.value.parsed.city).toBe("Oslo");
    const bad = await chatParse(createTextClient('{"city":1}').client, question, plainSchema, { validate });
    expect(bad).toMatchObject({
      ok: false,
      error: {
        name: "InvalidOutputError",
        issues: [{ message: "must be string", path: ["city"] }],
        message: expect.stringContaining("city: must be string"),
      },
    });
    expect(
      await chatParse(createTextClient('{"city":1}').client, question, plainSchema, { validate: isX }),
    ).toMatchObject({
      ok: false,
      error: { issues: [{ message: "options.validate returned false" }] },
    });
  });
});

describe("chatParse with content that is a list of parts", () => {
  test.each<[string, unknown]>([
    [
      "after reasoning",
      [
        { type: "thinking", thinking: [{ type: "text", text: "{" }] },
        { type: "text", text: '{"city":"Oslo"}' },
      ],
    ],
    [
      "in several parts",
      [
        { type: "text", text: '{"city"' },
        { type: "text", text: ':"Oslo"}' },
      ],
    ],
  ])("reads its text %s", async (_, content) => {
    const result = await chatParse(createClient({ content }).client, question, z.object({ city: z.string() }));
    expect(result).toMatchObject({
      ok: true,
      value: { parsed: { city: "Oslo" }, completion: { choices: [{ message: { content } }] } },
    });
  });
});

describe("chatParse fails for a completion with a failed choice", () => {
  const error = {
    code: 502,
    message: "Provider returned error",
    metadata: { provider_name: "Acme", raw: "Upstream died" },
  };
  const good = { index: 0, finish_reason: "stop", message: { role: "assistant", content: '{"city":"Oslo"}' } };
  const failed = { ...good, index: 1, finish_reason: "error", error };

  test.each<[string, readonly object[]]>([
    ["the only choice, with valid JSON", [failed]],
    ["the first of two", [failed, good]],
    ["the second of two", [good, failed]],
    ["without a finish reason", [{ ...failed, finish_reason: null }]],
  ])("%s", async (_, choices) => {
    const result = await parse(...choices);
    expect(result).toMatchObject({
      ok: false,
      attempts: 1,
      error: {
        name: "ChatCompletionError",
        statusCode: 502,
        message: "502: [Acme] Upstream died",
        error,
        partial: choices,
        isRetryable: false,
      },
    });
    expect(result.response?.status).toBe(200);
  });

  test("even if only the finish reason shows the failure", async () => {
    expect(await parse(good, { ...good, finish_reason: "error" })).toMatchObject({
      ok: false,
      error: { name: "ChatCompletionError", statusCode: 500, partial: [{}, { finish_reason: "error" }] },
    });
  });

  test("and redacts a key in its message", async () => {
    const result = await parse(good, { ...failed, error: { code: 401, message: `Wrong key ${testKey}` } });
    if (result.ok) throw new Error("It should have failed");
    expect(result.error.message).toBe("401: Wrong key [redacted]");
    expect(inspect(result.error, { depth: 9, showHidden: true })).not.toContain(testKey);
  });
});

describe("an error of chatParse", () => {
  const schema = z.object({ city: z.string() });

  test.each<[string, ReturnType<typeof createClient>, object]>([
    [
      "a refusal",
      createClient({ content: null, refusal: "I won't." }),
      { name: "RefusalError", refusal: "I won't.", text: "", message: "The model refused: I won't." },
    ],
    [
      "a filter",
      createTextClient("{", { finish_reason: "content_filter" }),
      { name: "RefusalError", refusal: undefined, text: "{" },
    ],
    [
      "truncated output",
      createTextClient('{"city":"Os', { finish_reason: "length" }),
      { name: "TruncatedOutputError", text: '{"city":"Os' },
    ],
    [
      "output that is not JSON",
      createTextClient("Oslo, I think."),
      { name: "InvalidOutputError", kind: "json", text: "Oslo, I think.", issues: [] },
    ],
    [
      "empty output",
      createTextClient(null),
      { name: "InvalidOutputError", kind: "json", text: "", message: "The output is empty" },
    ],
    [
      "a choice without a message",
      observedClient({
        fetch: () => Response.json(completion({ choices: [{ index: 0, finish_reason: "stop", text: "x" }] })),
      }),
      { name: "InvalidOutputError", kind: "json", text: "", message: "The output is empty" },
    ],
    [
      "null instead of a choice",
      observedClient({ fetch: () => Response.json(completion({ choices: [null] })) }),
      { name: "InvalidOutputError", kind: "json", text: "" },
    ],
    [
      "no choices",
      observedClient({ fetch: () => Response.json(completion({ choices: [] })) }),
      { name: "InvalidOutputError", text: "" },
    ],
    [
      "output that does not match the schema",
      createTextClient('{"town":1}'),
      { name: "InvalidOutputError", kind: "schema", text: '{"town":1}', issues: [{ path: ["city"] }] },
    ],
  ])("has the text of the output: %s", async (_, { client }, error) => {
    const result = await chatParse(client, question, schema);
    expect(result).toMatchObject({ ok: false, error, attempts: 1 });
    if (result.ok) throw new Error("It should have failed");
    expect(result.response?.status).toBe(200);
    expect(OutputError.isInstance(result.error) && result.error.completion.id).toBe("gen-1");
    expect(JSON.parse(JSON.stringify(result.error))).toMatchObject({
      name: (error as { name: string }).name,
      text: (error as { text: string }).text,
    });
    expect(Object.keys(result.error)).not.toContain("completion");
  });

  test("is recognized by isInstance of its class", async () => {
    const result = await chatParse(createTextClient("no").client, question, schema);
    if (result.ok) throw new Error("It should have failed");
    expect(
      [InvalidOutputError, OutputError, RefusalError, TruncatedOutputError].map((each) =>
        each.isInstance(result.error),
      ),
    ).toEqual([true, true, false, false]);
  });

  test("is an UnexpectedClientError with the cause if the schema throws", async () => {
    const cause = new Error("mine");
    const thrower = {
      "~standard": {
        version: 1 as const,
        vendor: "own",
        validate: () => {
          throw cause;
        },
        jsonSchema: { input: () => ({}) },
      },
    };
    expect(await chatParse(createTextClient("{}").client, question, thrower)).toMatchObject({
      ok: false,
      error: { name: "UnexpectedClientError", cause, message: "The schema failed: mine" },
      attempts: 1,
    });
  });

  test("is a RequestAbortedError if a signal of another realm aborts the call", async () => {
    const signal = createForeignSignal();
    const { client } = observedClient({
      fetch: () => {
        queueMicrotask(() => signal.abort("enough"));
        return new Promise(() => {});
      },
    });
    expect(await chatParse(client, question, schema, { signal })).toMatchObject({
      ok: false,
      error: { name: "RequestAbortedError", cause: "enough" },
    });
    expect(signal.listeners).toBe(0);
  });

  test("is the error of the call if the call fails", async () => {
    const { client } = observedClient({ fetch: () => errorResponse(401), retryConfig: noRetries });
    expect(await chatParse(client, question, schema)).toMatchObject({
      ok: false,
      error: { name: "ChatCompletionError", statusCode: 401 },
    });
  });
});
