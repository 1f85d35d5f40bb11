import type { ChatCompletionChunk, ChatCompletionMessage } from "@org/types/schemas";
import { describe, expect, test } from "vitest";
import { OpenRouter } from "../../src/client.ts";
import {
  chunks,
  completion,
  errorChunk,
  errorResponse,
  jsonResponse,
  mockFetch,
  sseResponse,
  type MockFetch,
} from "../../src/testing.ts";
import { noRetries, question } from "../support/observed-client.ts";
import { readAll, getRejection } from "../support/promises.ts";
import { accumulate } from "./accumulate.ts";

const getMessage = (...args: Parameters<typeof completion>): ChatCompletionMessage | undefined =>
  completion(...args).choices[0]?.message;

describe("completion", () => {
  test("has text and a finish reason without fields", () => {
    expect(completion()).toMatchObject({
      object: "chat.completion",
      choices: [
        {
          index: 0,
          finish_reason: "stop",
          native_finish_reason: "stop",
          message: { role: "assistant", content: "Hello." },
        },
      ],
    });
    expect(completion()).toEqual(completion());
  });

  test("has the given text and fields", () => {
    expect(getMessage("It is raining.")?.content).toBe("It is raining.");
    const result = completion({
      id: "gen-1",
      model: "acme/large",
      provider: "Acme",
      service_tier: "default",
      content: "Once",
      finish_reason: "length",
      native_finish_reason: "MAX_TOKENS",
      usage: { prompt_tokens: 3, completion_tokens: 4, cost: 0.5 },
    });
    expect(result).toMatchObject({ id: "gen-1", model: "acme/large", provider: "Acme", service_tier: "default" });
    expect(result.choices[0]).toMatchObject({ finish_reason: "length", native_finish_reason: "MAX_TOKENS" });
    expect(result.usage).toMatchObject({ prompt_tokens: 3, completion_tokens: 4, total_tokens: 7, cost: 0.5 });
  });

  test("creates tool calls with null content, IDs in order, and arguments as text", () => {
    const { choices } = completion({
      tool_calls: [{ name: "a", arguments: { line: "38" } }, { name: "b", arguments: "{", id: "mine" }, { name: "c" }],
    });
    expect(choices[0]?.finish_reason).toBe("tool_calls");
    expect(choices[0]?.message.content).toBeNull();
    expect(choices[0]?.message.tool_calls).toEqual([
      { index: 0, id: "call_1", type: "function", function: { name: "a", arguments: '{"line":"38"}' } },
      { index: 1, id: "mine", type: "function", function: { name: "b", arguments: "{" } },
      { index: 2, id: "call_3", type: "function", function: { name: "c", arguments: "{}" } },
    ]);
  });

  test("rejects a tool call as the API sends it, and names the fields to use", () => {
    const call = { id: "a", type: "function", function: { name: "b", arguments: "{}" } };
    // @ts-expect-error -- as from JavaScript
    expect(() => completion({ tool_calls: [call] })).toThrow(
      /^A tool call must be \{ name, arguments, id \}, without "type" and "function"$/,
    );
  });

  test("has reasoning in both forms of the API", () => {
    expect(getMessage({ reasoning: "Hm." })).toMatchObject({
      reasoning: "Hm.",
      reasoning_details: [{ type: "reasoning.text", text: "Hm.", index: 0 }],
    });
  });

  test("keeps null, and returns a completion unchanged", () => {
    expect(getMessage({ content: null })?.content).toBeNull();
    const whole = completion("a");
    expect(completion(whole)).toBe(whole);
  });
});

describe("chunks", () => {
  const completions = [
    completion("One, two, three. Grüße 🌍"),
    completion({ content: "" }),
    completion({ content: "It is raining.", reasoning: "Look out of the window." }),
    completion({
      tool_calls: [
        { name: "a", arguments: { text: "🌍".repeat(20) } },
        { name: "b", arguments: "" },
      ],
    }),
    completion({ content: null, refusal: "No.", finish_reason: "content_filter" }),
    completion({ reasoning_details: [{ type: "reasoning.encrypted", data: "x" }], content: "a" }),
    completion({ images: [{ image_url: { url: "data:," } }, { image_url: { url: "data:1," } }] }),
  ];

  test.each(completions)("accumulate to the message: %#", (whole) => {
    const { message, finish_reason } = whole.choices[0] ?? {};
    const all = accumulate(chunks(whole));
    expect(all.content).toBe(message?.content ?? "");
    expect(all.reasoning).toBe(message?.reasoning ?? "");
    expect(all.refusal).toBe(message?.refusal ?? "");
    expect(all.calls).toEqual(
      (message?.tool_calls ?? []).map((call) => [call.id, call.function.name, call.function.arguments]),
    );
    expect(all.images).toEqual(message?.images ?? []);
    expect(all.reasons).toEqual([finish_reason, finish_reason]);
    expect(all.usages).toEqual([whole.usage]);
  });

  test("split the text into words", () => {
    expect(chunks("One, two.").map(({ choices }) => choices[0]?.delta.content)).toEqual(["", "One, ", "two.", "", ""]);
  });

  test("end with the finish reason without usage", () => {
    const { usage: _, ...rest } = completion("a");
    expect(chunks(rest).map((chunk) => chunk.choices[0]?.finish_reason)).toEqual([null, null, "stop"]);
  });
});

const createClient = (fetch: MockFetch) => new OpenRouter({ apiKey: "none", fetch, retryConfig: noRetries });

const readStream = async (response: Response) =>
  readAll(await createClient(mockFetch([response])).chat.complete({ ...question, stream: true }));

describe("a client reads", () => {
  test("the completion and the headers of jsonResponse", async () => {
    const call = createClient(mockFetch([jsonResponse("Yes.", { headers: { "x-generation-id": "gen-7" } })]));
    const { value, requestId } = await call.chat.complete(question).withResponse();
    expect({ value, requestId }).toEqual({ value: completion("Yes."), requestId: "gen-7" });
  });

  test("the chunks of sseResponse, with comments and without [DONE]", async () => {
    expect(await readStream(sseResponse("One, two.", { comments: 2 }))).toEqual({ items: chunks("One, two.") });
    expect(await readStream(sseResponse(completion("a"), { done: false }))).toEqual({ items: chunks("a") });
    expect(await sseResponse([], { comments: 2 }).text()).toBe(
      ": OPENROUTER PROCESSING\n\n".repeat(2) + "data: [DONE]\n\n",
    );
  });

  test("a truncated stream from sseResponse with cutAfter", async () => {
    const { items, error } = await readStream(sseResponse("One, two.", { cutAfter: 2 }));
    expect(items).toEqual(chunks("One, two.").slice(0, 2));
    expect(error).toMatchObject({ name: "ConnectionError", kind: "truncated" });
    const none = mockFetch([sseResponse("a", { cutAfter: 0 })]);
    const failure = await getRejection(createClient(none).chat.complete({ ...question, stream: true }));
    expect(failure).toMatchObject({ name: "ConnectionError", kind: "truncated" });
  });

  test("errorChunk as an error after the chunks before it", async () => {
    const [first] = chunks("a") as [ChatCompletionChunk];
    const { items, error } = await readStream(sseResponse([first, errorChunk(502, "Gone", { provider_name: "Acme" })]));
    expect(items).toEqual([first]);
    expect(error).toMatchObject({ statusCode: 502, error: { code: 502, message: "Gone" } });
  });

  test.each([
    [errorResponse(429, "Slow", { raw: "Slow down" }, { headers: { "retry-after": "2" } }), 429, 2_000],
    [errorResponse(200, "Busy", undefined, { code: 503 }), 503, undefined],
  ])("errorResponse %# as a ChatCompletionError", async (response, statusCode, retryAfterMs) => {
    const error = await getRejection(createClient(mockFetch([response])).chat.complete(question));
    expect(error).toMatchObject({ name: "ChatCompletionError", statusCode, retryAfterMs });
  });

  test("sseResponse with an event for each pull, and other headers", async () => {
    const response = sseResponse("a", { headers: { "x-generation-id": "gen-7" } });
    expect(Object.fromEntries(response.headers)).toEqual({
      "content-type": "text/event-stream",
      "x-generation-id": "gen-7",
    });
    const reader = response.body?.getReader();
    const { value } = (await reader?.read()) ?? {};
    expect(new TextDecoder().decode(value)).toBe(`data: ${JSON.stringify(chunks("a")[0])}\n\n`);
    await reader?.cancel();
  });
});
