import { describe, expect, test } from "vitest";
import { ChatCompletionError, ResponseValidationError } from "../../src/models/errors.ts";
import { chunk, done, event, events, lastChunk, sse } from "../support/responses.ts";
import { openEventStream, getTexts } from "../support/open-stream.ts";
import { readAll, getRejection, countListeners } from "../support/promises.ts";

describe("chunks", () => {
  test("chunks are the unchanged JSON, with unknown fields, nulls and new enum values", async () => {
    const unusual = {
      ...chunk("é🙂"),
      provider: null,
      novelty: { deep: [1, null, { "": true }] },
      choices: [{ index: 0, delta: { content: null, mood: "new" }, finish_reason: "tired" }],
    };
    const { items } = await readAll(await openEventStream(() => sse(event(unusual), done)));
    expect(items).toEqual([unusual]);
  });

  test.each([null, false, "", 0])("a top-level error of %j is not an error", async (value) => {
    const { items, error } = await readAll(await openEventStream(() => sse(event(chunk("a", { error: value })), done)));
    expect(error).toBeUndefined();
    expect(items).toEqual([chunk("a", { error: value })]);
  });

  test.each<[string, Record<string, unknown>, unknown]>([
    ["null choices", { choices: null }, []],
    ["no choices", { choices: undefined, object: "billing.summary", billing: { cost: 1 } }, []],
    ["choices that are not a list", { choices: "none" }, []],
    ["choices of null", { choices: [null] }, [null]],
    ["choices that are numbers and texts", { choices: [5, ""] }, [{ delta: {} }, { delta: {} }]],
    ["a choice without delta", { choices: [{ index: 0, text: "x" }] }, [{ index: 0, text: "x", delta: {} }]],
    ["a choice with a delta of null", { choices: [{ index: 0, delta: null }] }, [{ index: 0, delta: {} }]],
  ])("a chunk with %s can be read without checks and keeps its other fields", async (_, fields, choices) => {
    const stream = await openEventStream(() => sse(event(chunk("a")), event(chunk("", fields)), event(lastChunk())));
    const items = [];
    let text = "";
    for await (const item of stream) {
      items.push(item);
      text += item.choices[0]?.delta.content ?? "";
    }
    expect(text).toBe("a");
    expect(items[1]).toEqual({ ...chunk("", fields), choices });
  });

  test("an event with empty data is a keep-alive", async () => {
    const text = `data:\n\ndata: \n\ndata\n\n${event(chunk("a"))}data:\n\n${event(lastChunk())}data\n\n`;
    const { items, error } = await readAll(await openEventStream(() => sse(text)));
    expect(error).toBeUndefined();
    expect(items).toEqual([chunk("a"), lastChunk()]);
  });

  test("data over several lines is one chunk", async () => {
    const text = JSON.stringify(chunk("a"), null, 2).replaceAll(/^/gm, "data: ");
    const { items } = await readAll(await openEventStream(() => sse(`${text}\n\n`, done)));
    expect(items).toEqual([chunk("a")]);
  });

  test("__proto__ in a chunk does not change prototypes", async () => {
    const { items } = await readAll(
      await openEventStream(() => sse('data: {"__proto__":{"polluted":1},"choices":[]}\n\n', done)),
    );
    expect(items).toHaveLength(1);
    expect(Object.keys(items[0] ?? {})).toContain("__proto__");
    expect({}).not.toHaveProperty("polluted");
  });
});

describe("an error during a stream", () => {
  const failure = { code: 502, message: "Provider gone", metadata: { provider_name: "Acme" } };

  test.each([
    ["an error alone", { error: failure }, undefined],
    ["an error next to choices", { ...chunk("last words"), error: failure }, chunk("last words")["choices"]],
    ["an error next to an empty choice, as the API sends it,", { ...lastChunk(), error: failure }, undefined],
    [
      "an error next to a choice with empty lists",
      { ...chunk("", { choices: [{ delta: { role: "assistant", content: null, tool_calls: [] } }] }), error: failure },
      undefined,
    ],
    [
      "an error next to a tool call",
      { ...chunk("", { choices: [{ delta: { tool_calls: [{ index: 0 }] } }] }), error: failure },
      [{ delta: { tool_calls: [{ index: 0 }] } }],
    ],
    ["an error next to an empty list of choices", { ...chunk(""), choices: [], error: failure }, undefined],
  ])("%s is thrown with its code, message and metadata after the earlier chunks", async (_, data, partial) => {
    const { items, error } = await readAll(
      await openEventStream(() => sse(event(chunk("a")), event(data), event(chunk("b")), done)),
    );
    expect(getTexts(items)).toEqual(["a"]);
    expect(ChatCompletionError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ name: "ChatCompletionError", statusCode: 502, error: failure, attempts: 1 });
    expect((error as ChatCompletionError).partial).toEqual(partial);
    expect((error as Error).message).toBe("502: [Acme] Provider gone");
  });

  test.each([
    ["429", 429],
    [429, 429],
    ["server_error", 500],
    [200, 500],
    [null, 500],
    [undefined, 500],
  ])("a code of %j has the status %d", async (code, statusCode) => {
    const { error } = await readAll(
      await openEventStream(() => sse(event(chunk("a")), event({ error: { code, message: "x" } }))),
    );
    expect(error).toMatchObject({ statusCode });
  });

  test("an error event can be an array", async () => {
    const { error } = await readAll(
      await openEventStream(() => sse(event(chunk("a")), event([{ error: { code: 429, message: "x" } }]))),
    );
    expect(error).toMatchObject({ name: "ChatCompletionError", statusCode: 429, error: { message: "x" } });
  });

  test("the error of an event can be a string", async () => {
    const { error } = await readAll(
      await openEventStream(() => sse(event(chunk("a")), event({ error: "overloaded" }))),
    );
    expect(error).toMatchObject({ statusCode: 500, error: { message: "overloaded" } });
  });

  test("an error in a last event without its blank line is thrown and leaves no listener", async () => {
    const { signal } = new AbortController();
    const last = `data: ${JSON.stringify({ error: failure })}`;
    const stream = await openEventStream(() => sse(event(chunk("a")), last), { signal });
    const { error } = await readAll(stream);
    expect(error).toMatchObject({ name: "ChatCompletionError", statusCode: 502 });
    expect(countListeners(signal)).toBe(0);
  });

  test("a stream ends after an error event", async () => {
    for (const blank of ["\n\n", ""]) {
      const last = `data: ${JSON.stringify({ error: failure })}${blank}`;
      const stream = await openEventStream(() => sse(event(chunk("a")), last));
      const iterator = stream[Symbol.asyncIterator]();
      await iterator.next();
      expect(await getRejection(iterator.next())).toMatchObject({ statusCode: 502 });
      expect(await iterator.next()).toEqual({ done: true, value: undefined });
    }
  });
});

describe("invalid data", () => {
  test.each(["{not json", "hello", "12", '"text"', "null", "[1]"])(
    "an event of %s is a ResponseValidationError with the text",
    async (data) => {
      const { items, error } = await readAll(
        await openEventStream(() => sse(event(chunk("a")), event(data), events("b"))),
      );
      expect(getTexts(items)).toEqual(["a"]);
      expect(ResponseValidationError.isInstance(error)).toBe(true);
      expect(error).toMatchObject({ statusCode: 200, rawText: data, isRetryable: false });
    },
  );

  test("invalid data in the first event is not retried", async () => {
    let requests = 0;
    const respond = () => {
      requests++;
      return sse(event("{not json"), events("b"));
    };
    const error = await getRejection(openEventStream(respond, { retries: { strategy: "backoff" } }));
    expect(error).toMatchObject({ name: "ResponseValidationError", rawText: "{not json" });
    expect(requests).toBe(1);
  });
});
