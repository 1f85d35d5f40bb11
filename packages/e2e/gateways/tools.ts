import assert from "node:assert/strict";
import { chatTools, tool } from "@org/sdk/funcs/chatTools.js";
import { chunk, completion, greeting } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import type { Handler } from "@org/test-server/fault-server/handler-registry.ts";
import * as z from "zod";
import { endStream } from "./streams.ts";
import { createClient, createRequest, parseRequest, type Target } from "./target.ts";

export const weather = tool({
  name: "get_weather",
  parameters: z.object({ city: z.string() }),
  execute: ({ city }) => `7 °C in ${city}`,
});

/** Runs a tool loop of two steps: the model calls the tool, then responds. */
export async function runTools(target: Target, isStream: boolean): Promise<string> {
  const { upstream } = target;
  upstream.script(isStream ? [sendStreamedCall, faults.stream] : [sendCall, faults.completion]);
  const before = upstream.requests.length;
  const request = { ...createRequest(target), tools: [weather], ...(isStream && { stream: true as const }) };
  const result = await chatTools(createClient(target), request);
  if (!result.ok) throw result.error;
  assert.equal(result.value.choices[0]?.message.content, greeting);
  assert.equal(result.steps.length, 2);
  const { messages } = parseRequest(upstream.requests[before + 1]) as {
    messages: { role: string; content: unknown }[];
  };
  assert.deepEqual(
    messages.map(({ role }) => role),
    ["user", "assistant", "tool"],
  );
  assert.equal(messages[2]?.content, "7 °C in Oslo");
  // A gateway may report usage only on request. Unreported usage must be undefined, not 0.
  assert.notEqual(result.usage.total_tokens, 0);
  return `2 steps, usage ${result.usage.total_tokens ?? "unknown"}`;
}

const call = { id: "call_1", type: "function", function: { name: "get_weather", arguments: '{"city":"Oslo"}' } };

const sendCall: Handler = (exchange) => {
  const body = completion("");
  const message = { role: "assistant", content: null, tool_calls: [call] };
  return exchange.sendJSON(200, { ...body, choices: [{ index: 0, message, finish_reason: "tool_calls" }] });
};

/** Sends the call in three chunks: its name, then two parts of its arguments. */
const sendStreamedCall: Handler = async (exchange) => {
  const pieces = [
    { ...call, index: 0, function: { ...call.function, arguments: "" } },
    { index: 0, function: { arguments: '{"city":' } },
    { index: 0, function: { arguments: '"Oslo"}' } },
  ];
  await exchange.startStream();
  for (const piece of pieces) {
    await exchange.sendEvent({
      ...chunk(""),
      choices: [{ index: 0, delta: { tool_calls: [piece] }, finish_reason: null }],
    });
  }
  await endStream(exchange, "tool_calls");
};
