import {
  chunks,
  completion,
  errorChunk,
  errorResponse,
  jsonResponse,
  sseResponse,
  type CompletionFields,
} from "@org/sdk/testing.js";
import { describe, expect, test } from "vitest";
import { createValidator } from "../spec/create-validator.ts";
import { parseEventData } from "../spec/event-data.ts";

const cases: [string, CompletionFields][] = [
  ["no fields", {}],
  ["a text", { content: "It is raining.", model: "acme/large", service_tier: "default" }],
  ["a text truncated by max_tokens", { content: "Once", finish_reason: "length", native_finish_reason: "max_tokens" }],
  ["tool calls", { tool_calls: [{ name: "tram_delay", arguments: { line: "38" } }, { name: "now" }] }],
  ["reasoning", { content: "Yes.", reasoning: "Well, well." }],
  ["encrypted reasoning", { reasoning_details: [{ type: "reasoning.encrypted", data: "c2VjcmV0", index: 0 }] }],
  ["a refusal", { content: null, refusal: "No.", finish_reason: "content_filter" }],
  ["an image", { images: [{ type: "image_url", index: 0, image_url: { url: "data:image/png;base64,AA==" } }] }],
  ["usage", { usage: { prompt_tokens: 1, cost: 0.1, prompt_tokens_details: { cached_tokens: 1 } } }],
];

describe("the builders of @org/sdk/testing.js", () => {
  const validateCompletion = createValidator("ChatCompletion");
  const validateChunk = createValidator("ChatCompletionChunk");
  const validateError = createValidator("ErrorResponse");

  test.each(cases)("completions and chunks with %s are valid according to the spec", async (_, fields) => {
    expect(validateCompletion(completion(fields))).toEqual([]);
    expect(validateCompletion(await jsonResponse(fields).json())).toEqual([]);
    for (const chunk of chunks(fields)) expect(validateChunk(chunk)).toEqual([]);
    const events = parseEventData(await sseResponse(fields, { comments: 1 }).text());
    expect(events.at(-1)).toBe("[DONE]");
    for (const data of events.slice(0, -1)) expect(validateChunk(JSON.parse(data))).toEqual([]);
  });

  test("error responses and error chunks are valid according to the spec", async () => {
    const metadata = { provider_name: "Acme", raw: "Slow down", is_byok: false };
    expect(validateError(await errorResponse(429, "Provider returned error", metadata).json())).toEqual([]);
    expect(validateError(await errorResponse(500, "No").json())).toEqual([]);
    expect(validateChunk(errorChunk(502, "Gone", metadata))).toEqual([]);
    expect(validateChunk(errorChunk("server_error", "Gone"))).toEqual([]);
  });
});
