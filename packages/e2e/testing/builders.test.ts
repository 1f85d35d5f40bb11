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
import { eventData } from "../spec/event-data.ts";
import { validatorFor } from "../spec/create-validator.ts";

const answers: [string, CompletionFields][] = [
  ["nothing said", {}],
  ["a text", { content: "It is raining.", model: "acme/large", service_tier: "default" }],
  ["cut off", { content: "Once", finish_reason: "length", native_finish_reason: "max_tokens" }],
  ["tool calls", { tool_calls: [{ name: "tram_delay", arguments: { line: "38" } }, { name: "now" }] }],
  ["thoughts", { content: "Yes.", reasoning: "Well, well." }],
  ["hidden thoughts", { reasoning_details: [{ type: "reasoning.encrypted", data: "c2VjcmV0", index: 0 }] }],
  ["a refusal", { content: null, refusal: "No.", finish_reason: "content_filter" }],
  ["a picture", { images: [{ type: "image_url", index: 0, image_url: { url: "data:image/png;base64,AA==" } }] }],
  ["a usage", { usage: { prompt_tokens: 1, cost: 0.1, prompt_tokens_details: { cached_tokens: 1 } } }],
];

describe("what the builders make is what the spec says", () => {
  const isCompletion = validatorFor("ChatCompletion");
  const isChunk = validatorFor("ChatCompletionChunk");
  const isError = validatorFor("ErrorResponse");

  test.each(answers)("%s", async (_, fields) => {
    expect(isCompletion(completion(fields))).toEqual([]);
    expect(isCompletion(await jsonResponse(fields).json())).toEqual([]);
    for (const chunk of chunks(fields)) expect(isChunk(chunk)).toEqual([]);
    const events = eventData(await sseResponse(fields, { comments: 1 }).text());
    expect(events.at(-1)).toBe("[DONE]");
    for (const data of events.slice(0, -1)) expect(isChunk(JSON.parse(data))).toEqual([]);
  });

  test("errors", async () => {
    const metadata = { provider_name: "Acme", raw: "Slow down", is_byok: false };
    expect(isError(await errorResponse(429, "Provider returned error", metadata).json())).toEqual([]);
    expect(isError(await errorResponse(500, "No").json())).toEqual([]);
    expect(isChunk(errorChunk(502, "Gone", metadata))).toEqual([]);
    expect(isChunk(errorChunk("server_error", "Gone"))).toEqual([]);
  });
});
