import { describe, expect, test } from "vitest";
import type { ChatCompletion, ChatCompletionChunk } from "@org/types/schemas";
import { CompletionDraft } from "../../src/accumulate/completion.ts";

function joined(...chunks: readonly unknown[]): ChatCompletion | undefined {
  const draft = new CompletionDraft();
  for (const each of chunks) draft.add(each as ChatCompletionChunk);
  return draft.completion;
}

const shared = { id: "gen-1", created: 1_790_000_000, model: "acme/small-1", provider: "Acme" };

function chunk(delta: object | undefined, fields: object = {}, more: object = {}): object {
  const choice = { index: 0, ...(delta && { delta: { role: "assistant", ...delta } }), finish_reason: null, ...fields };
  return { ...shared, object: "chat.completion.chunk", choices: [choice], ...more };
}

const piece = (index: number, content: string) => ({ index, delta: { content }, finish_reason: null });

function messageOf(...deltas: readonly object[]): unknown {
  return joined(...deltas.map((delta) => chunk(delta)))?.choices[0]?.message;
}

describe("a completion from chunks", () => {
  test("is what the call without stream would have given", () => {
    const usage = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7, cost: 0.1 };
    expect(
      joined(
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

  test("is undefined before the first chunk", () => {
    expect(joined()).toBeUndefined();
  });

  test.each<[string, object]>([
    ["has no choices", { choices: [] }],
    ["repeats the finish reason", chunk({ content: "" }, { finish_reason: "stop", native_finish_reason: "stop" })],
    ["has choices: null", { choices: null }],
    ["has no delta", { choices: [{ index: 0 }] }],
    ["has delta: null", { choices: [{ index: 0, delta: null }] }],
    ["has a choice that is none", { choices: [null, 1, "x"] }],
  ])("takes the usage from a chunk that %s", (_, fields) => {
    const usage = { total_tokens: 7 };
    const whole = joined(chunk({ content: "a" }, { finish_reason: "stop", native_finish_reason: "stop" }), {
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

  test("keeps the order and the values of fields that are not known here, and null where nothing else came", () => {
    const whole = joined(
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

  test("has its choices apart, in order, whatever their place in the chunk", () => {
    const whole = joined(
      { ...shared, choices: [piece(1, "x")] },
      { ...shared, choices: [piece(0, "a"), piece(1, "y")] },
      { ...shared, choices: [{ ...piece(1, ""), finish_reason: "length" }] },
    );
    expect(whole?.choices.map(({ index, message, finish_reason: why }) => [index, message.content, why])).toEqual([
      [0, "a", null],
      [1, "xy", "length"],
    ]);
  });

  test("does not grow, and leaves the chunks as they were", () => {
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
    const draft = new CompletionDraft();
    draft.add(first);
    const early = draft.completion;
    const copy = structuredClone(early);
    draft.add(second);
    expect(early).toEqual(copy);
    expect([first, second]).toEqual(before);
    expect(draft.completion?.choices[0]).toMatchObject({
      logprobs: { content: [{ token: "a" }, { token: "b" }] },
      message: { annotations: [{ type: "a" }, { type: "b" }], audio: { data: "YQYg" } },
    });
  });

  test("a key called __proto__ pollutes nothing, and is not lost", () => {
    const whole = joined(
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

describe("the message", () => {
  test.each<[string, readonly object[], object]>([
    [
      "joins the text, past null and nothing",
      [{ content: null }, { content: "a" }, {}, { content: null }, { content: "b" }],
      { content: "ab" },
    ],
    [
      "has null for a text that never came",
      [{ content: null }, { reasoning: "hm" }],
      { content: null, reasoning: "hm" },
    ],
    ["has an empty text where one came", [{ content: "" }, { content: "" }], { content: "" }],
    [
      "has null for an empty text next to tool calls",
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
      "has the text next to tool calls",
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
      "joins reasoning and refusal",
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
      "joins reasoning details past empty lists",
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
      "joins speech, whose id may be repeated",
      [
        { audio: { id: "a1", transcript: "" } },
        { audio: { id: "a1", data: "YQ", transcript: "He" } },
        { audio: { data: "Yg", transcript: "y" } },
        { audio: { expires_at: 9 } },
      ],
      { audio: { id: "a1", data: "YQYg", transcript: "Hey", expires_at: 9 } },
    ],
  ])("%s", (_, deltas, message) => {
    expect(messageOf(...deltas)).toEqual({
      role: "assistant",
      content: null,
      refusal: null,
      reasoning: null,
      ...message,
    });
  });

  test("has no list that no chunk had", () => {
    expect(Object.keys(messageOf({ content: "a" }) as object)).toEqual(["role", "content", "refusal", "reasoning"]);
  });
});
