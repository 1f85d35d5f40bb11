import { describe, expect, expectTypeOf, test } from "vitest";
import type { ChatCompletion, ChatCompletionMessage, ChatCompletionMessageParam } from "@org/types/schemas";
import { toAssistantMessage } from "../../src/funcs/toAssistantMessage.ts";
import { completion } from "../support/responses.ts";

function convert(message: object): unknown {
  return toAssistantMessage({ role: "assistant", content: null, ...message } as ChatCompletionMessage);
}

const call = (id: string | undefined | null, name: string, args?: string | null) => ({
  index: 0,
  ...(id !== undefined && { id }),
  type: "function",
  function: { name, ...(args !== undefined && { arguments: args }) },
});

describe("toAssistantMessage", () => {
  test("converts the first choice of a completion, or a message", () => {
    const whole = completion() as unknown as ChatCompletion;
    expect(toAssistantMessage(whole)).toEqual({ role: "assistant", content: "No." });
    expect(toAssistantMessage({ role: "assistant", content: "Yes." })).toEqual({ role: "assistant", content: "Yes." });
    expect(() => toAssistantMessage({ ...whole, choices: [] })).toThrow(/must have a choice/);
    expectTypeOf(toAssistantMessage(whole)).toExtend<ChatCompletionMessageParam>();
  });

  test.each<[string, object]>([
    ["an empty list of reasoning details", { content: "a", reasoning_details: [] }],
    [
      "reasoning details, whole and in order, next to the reasoning",
      {
        content: "a",
        reasoning: "hm",
        reasoning_details: [
          { type: "reasoning.text", index: 0, text: "hm", signature: "c2ln", format: null, id: null },
          { type: "reasoning.encrypted", index: 1, data: "YQ" },
          { type: "reasoning.unheard_of", index: 2, x: [1] },
        ],
      },
    ],
    [
      "annotations",
      { content: "a", annotations: [{ type: "file", file: { hash: "h", content: [{ type: "text", text: "t" }] } }] },
    ],
    [
      "pictures and speech",
      { content: "", images: [{ type: "image_url", image_url: { url: "data:," } }], audio: { id: "a" } },
    ],
    [
      "content that is a list of parts",
      {
        content: [
          { type: "thinking", thinking: [] },
          { type: "text", text: "a" },
        ],
      },
    ],
    ["the deprecated function_call", { function_call: { name: "f", arguments: "{}" } }],
    ["a refusal", { refusal: "No." }],
    ["unknown fields", { content: "a", mood: "glad" }],
    ["an empty text without tool calls", { content: "" }],
  ])("keeps %s", (_, fields) => {
    expect(convert(fields)).toEqual({ role: "assistant", content: null, ...fields });
  });

  test("omits null, except for the content", () => {
    expect(convert({ refusal: null, reasoning: null, audio: null })).toEqual({ role: "assistant", content: null });
  });

  test("does not change the completion", () => {
    const message = { content: "", tool_calls: [call("", "f")], reasoning_details: [] };
    const before = structuredClone(message);
    convert(message);
    expect(message).toEqual(before);
  });
});

describe("the tool calls of toAssistantMessage", () => {
  test("have null content next to them instead of an empty text", () => {
    const calls = [call("call_a", "f", "{}")];
    expect(convert({ content: "", tool_calls: calls })).toEqual({
      role: "assistant",
      content: null,
      tool_calls: calls,
    });
    expect(convert({ content: "So.", tool_calls: calls })).toMatchObject({ content: "So." });
  });

  test("are absent if the list is empty", () => {
    expect(convert({ content: "", tool_calls: [] })).toEqual({ role: "assistant", content: "" });
  });

  test.each<[string, (string | undefined | null)[], string[]]>([
    ["are kept if they are unique", ["call_a", "call_b"], ["call_a", "call_b"]],
    ["are set if they are missing", [undefined, null, ""], ["call_0", "call_1", "call_2"]],
    ["are changed if they are repeated", ["x", "x", "x"], ["x", "call_1", "call_2"]],
    [
      "do not collide with existing ids",
      ["call_1", "", "call_1_", "call_1"],
      ["call_1", "call_1__", "call_1_", "call_3"],
    ],
  ])("have IDs that %s", (_, originalIds, ids) => {
    const message = convert({ tool_calls: originalIds.map((id) => call(id, "f", "{}")) }) as {
      tool_calls: { id: string }[];
    };
    expect(message.tool_calls.map(({ id }) => id)).toEqual(ids);
  });

  test.each([undefined, null, ""])("have {} in place of arguments that are %s", (args) => {
    expect(convert({ tool_calls: [call("call_a", "f", args)] })).toMatchObject({
      tool_calls: [{ id: "call_a", function: { name: "f", arguments: "{}" } }],
    });
  });

  test("have JSON text in place of arguments that are an object", () => {
    const unusual = { ...call("call_a", "f"), function: { name: "f", arguments: { a: [1] } } };
    expect(convert({ tool_calls: [unusual] })).toMatchObject({
      tool_calls: [{ id: "call_a", function: { name: "f", arguments: '{"a":[1]}' } }],
    });
  });

  test("are kept unchanged if they are not function calls", () => {
    const custom = { id: "call_a", type: "custom", custom: { name: "code", input: "x" } };
    const unknown = { id: "call_b", type: "openrouter:shell", action: { command: "ls" } };
    expect(convert({ tool_calls: [custom, unknown, call("call_c", "f", "{}")] })).toMatchObject({
      tool_calls: [custom, unknown, call("call_c", "f", "{}")],
    });
    expect(convert({ tool_calls: [custom] })).toEqual({ role: "assistant", content: null, tool_calls: [custom] });
  });

  test.each([[[null, 1, "x"]], ["x"], [{}], [null]])("are absent if they are %j", (calls) => {
    expect(convert({ content: "a", tool_calls: calls })).toEqual({ role: "assistant", content: "a" });
  });

  test("keep unknown fields", () => {
    const unusual = { ...call("call_a", "f", "{}"), extra_content: { signature: "c2ln" } };
    expect(convert({ tool_calls: [unusual] })).toMatchObject({ tool_calls: [unusual] });
  });
});
