import { describe, expect, test } from "vitest";
import { chunk, completion, done, event, lastChunk, sse } from "../support/responses.ts";
import { observedClient, question } from "../support/observed-client.ts";
import { readAll } from "../support/promises.ts";

const usage = { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13 };
const call = { index: 0, id: "call_1", type: "function", function: { name: "now" } };
const choice = { index: 0, message: { role: "assistant", content: "Hi" }, finish_reason: "stop" };

// Valid fields that SDKs with response validation have rejected.
const unusualFields: Record<string, object> = {
  "system_fingerprint null": { system_fingerprint: null },
  "prompt_tokens_details null": { usage: { ...usage, prompt_tokens_details: null } },
  "completion_tokens_details null": { usage: { ...usage, completion_tokens_details: null } },
  "cost_details null": { usage: { ...usage, cost_details: null } },
  "cost_details without its parts": { usage: { ...usage, cost_details: { upstream_inference_cost: null } } },
  "an unknown detail of usage": { usage: { ...usage, server_tool_use: { web_search_requests: 1 } } },
  "an unknown field": { shiny: { new: true } },
};

describe("an unusual response is returned unchanged", () => {
  const completions: Record<string, object> = {
    ...Object.fromEntries(Object.entries(unusualFields).map(([name, part]) => [name, { ...completion(), ...part }])),
    "no system_fingerprint and no usage": { id: "gen-1", choices: [choice] },
    'finish_reason "end_turn"': { ...completion(), choices: [{ ...choice, finish_reason: "end_turn" }] },
    "finish_reason null, and an empty message": {
      ...completion(),
      choices: [{ index: 0, message: { role: "assistant", content: null }, finish_reason: null }],
    },
    "a tool call without arguments": {
      ...completion(),
      choices: [{ ...choice, message: { role: "assistant", content: null, tool_calls: [call] } }],
    },
    "reasoning in a new format": {
      ...completion(),
      choices: [
        {
          ...choice,
          message: { role: "assistant", content: "", reasoning_details: [{ type: "reasoning.new", format: "x-v9" }] },
        },
      ],
    },
  };

  test.each(Object.entries(completions))("completion: %s", async (_, value) => {
    const { client } = observedClient({ fetch: () => Response.json(value) });
    expect(await client.chat.complete(question)).toEqual(value);
  });

  test.each(Object.entries(unusualFields))("chunk: %s", async (_, part) => {
    const unusual = { ...chunk("a"), ...part };
    const parts = [unusual, lastChunk()];
    const { client } = observedClient({ fetch: () => sse(...parts.map((each) => event(each)), done) });
    const stream = await client.chat.complete({ ...question, stream: true });
    expect((await readAll(stream)).items).toEqual(parts);
  });
});
