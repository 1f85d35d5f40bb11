import { describe, expect, test } from "vitest";
import type { ChatCompletion, ChatCompletionChunk } from "@org/types/schemas";
import { CompletionAccumulator } from "../../src/chat-stream/accumulate-completion.ts";

function accumulate(...chunks: readonly unknown[]): ChatCompletion | undefined {
  const accumulator = new CompletionAccumulator();
  for (const each of chunks) accumulator.add(each as ChatCompletionChunk);
  return accumulator.completion;
}

const shared = { id: "gen-1", created: 1_790_000_000, model: "acme/small-1", provider: "Acme" };

function chunk(delta: object | undefined, fields: object = {}, more: object = {}): object {
  const choice = { index: 0, ...(delta && { delta: { role: "assistant", ...delta } }), finish_reason: null, ...fields };
  return { ...shared, object: "chat.completion.chunk", choices: [choice], ...more };
}

const thinkingPart = (text: string) => ({ type: "thinking", thinking: [{ type: "text", text }] });

const choiceDelta = (index: number, content: string) => ({ index, delta: { content }, finish_reason: null });

function accumulateMessage(...deltas: readonly object[]): unknown {
  return accumulate(...deltas.map((delta) => chunk(delta)))?.choices[0]?.message;
}

describe("CompletionAccumulator", () => {
  test("builds the same completion as a call without stream", () => {
    const usage = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7, cost: 0.1 };
    expect(
      accumulate(
        chunk({ content: "" }),
        chunk({ content: "N" }),
        chunk({ content: "o." }),
        chunk({ content: "" }, { finish_reason: "stop", native_finish_reason: "end_turn" }),
        chunk({ content: "" }, { finish_reason: null, native_finish_reason: null }, { usage }),
      ),
    ).toEqual({
      ...shared,
      object: "chat.completion",
      choices: [
        {
          index: 0,
          finish_reason: "stop",
          native_finish_reason: "end_turn",
          logprobs: null,
          message: { role: "assistant", content: "No.", refusal: null, reasoning: null },
        },
      ],
      usage,
    });
  });

  test("has no completion before the first chunk", () => {
    expect(accumulate()).toBeUndefined();
  });

  test.each<[string, object]>([
    ["has no choices", { choices: [] }],
    ["repeats the finish reason", chunk({ content: "" }, { finish_reason: "stop", native_finish_reason: "stop" })],
    ["has choices: null", { choices: null }],
    ["has no delta", { choices: [{ index: 0 }] }],
    ["has delta: null", { choices: [{ index: 0, delta: null }] }],
    ["has choices that are not objects", { choices: [null, 1, "x"] }],
  ])("reads the usage of a chunk that %s", (_, fields) => {
    const usage = { total_tokens: 7 };
    const whole = accumulate(chunk({ content: "a" }, { finish_reason: "stop", native_finish_reason: "stop" }), {
      ...shared,
      ...fields,
      usage,
    });
    expect(whole).toMatchObject({
      usage,
      choices: [{ finish_reason: "stop", native_finish_reason: "stop", message: { content: "a" } }],
    });
    expect(whole?.choices).toHaveLength(1);
  });

  test("keeps unknown fields, their order, and null if no other value follows", () => {
    const whole = accumulate(
      { ...chunk({ content: "a", mood: "gl" }, { seat: 1 }), system_fingerprint: null, service_tier: null, later: [1] },
      {
        ...chunk({ content: "b", mood: "ad" }, { seat: 2 }),
        system_fingerprint: null,
        service_tier: "standard",
        later: [2],
      },
      { ...chunk({ content: "c" }, { seat: null }), service_tier: null, later: null },
    );
    expect(whole).toMatchObject({
      system_fingerprint: null,
      service_tier: "standard",
      later: [2],
      choices: [{ seat: 2, message: { content: "abc", mood: "glad" } }],
    });
    expect(Object.keys(whole ?? {}).slice(0, 6)).toEqual(["id", "created", "model", "provider", "object", "choices"]);
  });

  test.each<[string, object]>([
    [
      "empty strings and a created of 0",
      { id: "", object: "", created: 0, model: "", provider: "", finish_reason: "" },
    ],
    ["null values", { id: null, object: null, created: null, model: null, provider: null, finish_reason: null }],
  ])("keeps known values when %s follow", (_, { finish_reason: reason, ...fields }: { finish_reason?: unknown }) => {
    const choices = [
      { index: 0, delta: { role: "", content: "" }, finish_reason: reason, native_finish_reason: reason },
    ];
    expect(
      accumulate(chunk({ content: "a" }), chunk({}, { finish_reason: "stop", native_finish_reason: "end" }), {
        ...fields,
        choices,
      }),
    ).toMatchObject({
      ...shared,
      object: "chat.completion",
      choices: [{ finish_reason: "stop", native_finish_reason: "end", message: { role: "assistant", content: "a" } }],
    });
  });

  test("replaces the empty values of the first event with later values", () => {
    const whole = accumulate({ id: "", object: "", created: 0, model: "", choices: [] }, chunk({ content: "a" }));
    expect(whole).toMatchObject({ ...shared, object: "chat.completion" });
  });

  test("keeps the fields of a gateway's event without choices", () => {
    expect(
      accumulate(
        chunk({ content: "a" }),
        { object: "billing.summary", billing: { cost: 1 } },
        { choices: [], extra: 2 },
      ),
    ).toMatchObject({
      object: "chat.completion",
      billing: { cost: 1 },
      extra: 2,
      choices: [{ message: { content: "a" } }],
    });
  });

  test("keeps the error and the text of a failed choice", () => {
    const error = { code: 502, message: "Upstream died" };
    expect(
      accumulate(chunk({ content: "par" }), chunk({ content: "" }, { finish_reason: "error", error })),
    ).toMatchObject({
      choices: [{ finish_reason: "error", error, message: { content: "par" } }],
    });
  });

  test("sorts choices by index, whatever their order in the chunk", () => {
    const whole = accumulate(
      { ...shared, choices: [choiceDelta(1, "x")] },
      { ...shared, choices: [choiceDelta(0, "a"), choiceDelta(1, "y")] },
      { ...shared, choices: [{ ...choiceDelta(1, ""), finish_reason: "length" }] },
    );
    expect(whole?.choices.map(({ index, message, finish_reason: why }) => [index, message.content, why])).toEqual([
      [0, "a", null],
      [1, "xy", "length"],
    ]);
  });

  test("returns a copy, and does not change the chunks", () => {
    const first = chunk(
      {
        annotations: [{ type: "a" }],
        reasoning_details: [{ type: "reasoning.text", index: 0, text: "h" }],
        audio: { data: "YQ" },
      },
      { logprobs: { content: [{ token: "a" }] } },
    );
    const second = chunk(
      {
        annotations: [{ type: "b" }],
        reasoning_details: [{ type: "reasoning.text", index: 0, text: "m" }],
        audio: { data: "Yg" },
      },
      { logprobs: { content: [{ token: "b" }] } },
    );
    const before = structuredClone([first, second]);
    const accumulator = new CompletionAccumulator();
    accumulator.add(first);
    const early = accumulator.completion;
    const copy = structuredClone(early);
    accumulator.add(second);
    expect(early).toEqual(copy);
    expect([first, second]).toEqual(before);
    expect(accumulator.completion?.choices[0]).toMatchObject({
      logprobs: { content: [{ token: "a" }, { token: "b" }] },
      message: { annotations: [{ type: "a" }, { type: "b" }], audio: { data: "YQYg" } },
    });
  });

  test("keeps a key named __proto__ without polluting the prototype", () => {
    const whole = accumulate(
      JSON.parse(
        '{"id":"gen-1","__proto__":{"x":1},"choices":[{"index":0,"__proto__":{"x":1},"delta":{"content":"a","__proto__":{"x":1},"audio":{"__proto__":{"x":1}}}}]}',
      ),
    );
    for (const part of [whole, whole?.choices[0], whole?.choices[0]?.message, whole?.choices[0]?.message.audio]) {
      expect(Object.getPrototypeOf(part)).toBe(Object.prototype);
      expect(Object.keys(part ?? {})).toContain("__proto__");
    }
  });
});

describe("the accumulated message", () => {
  test.each<[string, readonly object[], object]>([
    [
      "concatenates text, ignoring null and missing content",
      [{ content: null }, { content: "a" }, {}, { content: null }, { content: "b" }],
      { content: "ab" },
    ],
    ["has null content without text", [{ content: null }, { reasoning: "hm" }], { content: null, reasoning: "hm" }],
    ["has empty content if all deltas have empty content", [{ content: "" }, { content: "" }], { content: "" }],
    [
      "has null in place of empty content next to tool calls",
      [
        { content: "" },
        { content: null, tool_calls: [{ index: 0, id: "call_a", function: { name: "f", arguments: "{}" } }] },
      ],
      {
        content: null,
        tool_calls: [{ index: 0, id: "call_a", type: "function", function: { name: "f", arguments: "{}" } }],
      },
    ],
    [
      "has text next to tool calls",
      [
        { content: "Let me see." },
        { content: null, tool_calls: [{ index: 0, id: "call_a", function: { name: "f", arguments: "{}" } }] },
      ],
      {
        content: "Let me see.",
        tool_calls: [{ index: 0, id: "call_a", type: "function", function: { name: "f", arguments: "{}" } }],
      },
    ],
    [
      "concatenates reasoning and refusal",
      [
        { reasoning: "a", refusal: null },
        { reasoning: null, refusal: "N" },
        { reasoning: "b", refusal: "o" },
      ],
      { reasoning: "ab", refusal: "No" },
    ],
    [
      "keeps an empty list of reasoning details",
      [{ reasoning_details: [] }, { content: "a", reasoning_details: [] }],
      { content: "a", reasoning_details: [] },
    ],
    [
      "merges reasoning details, ignoring empty lists",
      [
        { reasoning_details: [{ type: "reasoning.text", index: 0, text: "a" }] },
        { reasoning_details: [] },
        { reasoning_details: [{ type: "reasoning.text", index: 0, signature: "s" }] },
      ],
      { reasoning_details: [{ type: "reasoning.text", index: 0, text: "a", signature: "s" }] },
    ],
    [
      "appends annotations and images",
      [
        { annotations: [{ type: "url_citation", n: 1 }] },
        { annotations: [{ type: "url_citation", n: 2 }], images: [{ index: 0 }] },
        { images: [{ index: 1 }] },
      ],
      {
        annotations: [
          { type: "url_citation", n: 1 },
          { type: "url_citation", n: 2 },
        ],
        images: [{ index: 0 }, { index: 1 }],
      },
    ],
    [
      "concatenates audio, whose id may be repeated",
      [
        { audio: { id: "a1", transcript: "" } },
        { audio: { id: "a1", data: "YQ", transcript: "He" } },
        { audio: { data: "Yg", transcript: "y" } },
        { audio: { expires_at: 9 } },
      ],
      { audio: { id: "a1", data: "YQYg", transcript: "Hey", expires_at: 9 } },
    ],
  ])("%s", (_, deltas, message) => {
    expect(accumulateMessage(...deltas)).toEqual({
      role: "assistant",
      content: null,
      refusal: null,
      reasoning: null,
      ...message,
    });
  });

  test.each<[string, readonly object[], unknown]>([
    [
      "reasoning in a list, then text",
      [{ content: [thinkingPart("hm")] }, { content: "Hi" }, { content: " you" }],
      [thinkingPart("hm"), { type: "text", text: "Hi you" }],
    ],
    [
      "text, then a list",
      [{ content: "Hi" }, { content: [{ type: "text", text: " you" }, thinkingPart("hm")] }, { content: "!" }],
      [{ type: "text", text: "Hi you" }, thinkingPart("hm"), { type: "text", text: "!" }],
    ],
    [
      "parts of lists, joined by type",
      [
        { content: [thinkingPart("h")] },
        { content: [thinkingPart("m")] },
        { content: [{ type: "text", text: "H" }] },
        { content: [] },
        { content: [{ type: "text", text: "i" }] },
      ],
      [thinkingPart("hm"), { type: "text", text: "Hi" }],
    ],
    [
      "parts of one list, kept separate",
      [
        {
          content: [
            { type: "text", text: "a" },
            { type: "text", text: "b" },
          ],
        },
      ],
      [
        { type: "text", text: "a" },
        { type: "text", text: "b" },
      ],
    ],
    [
      "parts with other fields, kept separate",
      [
        { content: [{ type: "text", text: "a" }] },
        { content: [{ type: "text", text: "b", citations: [1] }] },
        { content: [{ type: "image_url", image_url: { url: "data:," } }] },
        { content: [{ type: "image_url", image_url: { url: "data:,b" } }] },
      ],
      [
        { type: "text", text: "a" },
        { type: "text", text: "b", citations: [1] },
        { type: "image_url", image_url: { url: "data:," } },
        { type: "image_url", image_url: { url: "data:,b" } },
      ],
    ],
    [
      "null and an empty string around a list",
      [{ content: null }, { content: [1] }, { content: "" }, { content: null }],
      [1],
    ],
  ])("merges content that is a list of parts: %s", (_, deltas, content) => {
    const before = structuredClone(deltas);
    expect(accumulateMessage(...deltas)).toMatchObject({ content });
    expect(deltas).toEqual(before);
  });

  test.each<[string, readonly object[], object]>([
    [
      "a message instead of a delta",
      [
        { index: 0, message: { role: "assistant", content: "Hi" } },
        { index: 0, message: { content: " you" } },
        { index: 0, message: { content: " you" }, finish_reason: "stop" },
      ],
      { content: "Hi you you" },
    ],
    [
      "a message next to an empty delta",
      [
        {
          index: 0,
          delta: {},
          message: { content: null, tool_calls: [{ id: "a", function: { name: "f", arguments: "{}" } }] },
        },
      ],
      {
        content: null,
        tool_calls: [{ index: 0, id: "a", type: "function", function: { name: "f", arguments: "{}" } }],
      },
    ],
    [
      "a message with everything so far next to a delta",
      [
        { index: 0, delta: { content: "Hi" }, message: { content: "Hi" } },
        { index: 0, delta: { content: " you" }, message: { content: "Hi you" } },
        { index: 0, delta: {}, message: { content: "Hi you" }, finish_reason: "stop" },
      ],
      { content: "Hi you" },
    ],
    [
      "a final message that repeats tool calls",
      [
        { index: 0, delta: { tool_calls: [{ index: 0, id: "a", function: { name: "f", arguments: "{}" } }] } },
        {
          index: 0,
          delta: {},
          message: { content: "", tool_calls: [{ id: "a", function: { name: "f", arguments: "{}" } }] },
        },
      ],
      { tool_calls: [{ index: 0, id: "a", function: { name: "f", arguments: "{}" } }] },
    ],
    [
      "a message after deltas with other text",
      [
        { index: 0, delta: { role: "assistant", content: "Let me see." } },
        { index: 0, message: { content: null, tool_calls: [{ id: "a", function: { name: "f", arguments: "{}" } }] } },
      ],
      { content: "Let me see.", tool_calls: [{ index: 0, id: "a", function: { name: "f", arguments: "{}" } }] },
    ],
  ])("is built from events with %s", (_, choices, message) => {
    expect(
      accumulate(...choices.map((choice) => ({ ...shared, choices: [choice] })))?.choices[0]?.message,
    ).toMatchObject(message);
  });

  test("merges the deprecated function_call", () => {
    expect(
      accumulateMessage(
        { function_call: { name: "get", arguments: "" } },
        { function_call: { arguments: '{"a"' } },
        { function_call: { name: "", arguments: ":1}" } },
      ),
    ).toMatchObject({ function_call: { name: "get", arguments: '{"a":1}' } });
  });

  test("keeps all text when a field changes between a string and a list", () => {
    expect(accumulateMessage({ notes: "a" }, { notes: ["b"] }, { notes: "c" })).toMatchObject({
      notes: ["a", "b", "c"],
    });
  });

  test("has no lists if no chunk has any", () => {
    expect(Object.keys(accumulateMessage({ content: "a" }) as object)).toEqual([
      "role",
      "content",
      "refusal",
      "reasoning",
    ]);
  });
});
