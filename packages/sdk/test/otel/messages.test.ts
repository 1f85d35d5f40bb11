import { describe, expect, test } from "vitest";
import type { ChatCompletionCreateParams } from "../../src/models/index.ts";
import { question } from "../support/observed-client.ts";
import { readAll } from "../support/promises.ts";
import { chunk, completion, done, event, events, lastChunk, sse } from "../support/responses.ts";
import { tracedClient } from "../support/telemetry.ts";

const toolCall = {
  id: "call-1",
  type: "function",
  function: { name: "weather", arguments: '{"city":"Graz"}' },
} as const;
const toolCallPart = { type: "tool_call", id: "call-1", name: "weather", arguments: { city: "Graz" } };

/** Makes a call, and returns the messages on its span. */
async function capture(request: ChatCompletionCreateParams, response: () => Response) {
  const { client, getSpans } = tracedClient(response, { captureMessages: true });
  const value = await client.chat.complete(request);
  if (Symbol.asyncIterator in value) await readAll(value);
  const attributes = getSpans()[0]?.attributes ?? {};
  const parse = (name: string): unknown => JSON.parse(String(attributes[name]));
  return { input: parse("gen_ai.input.messages"), output: parse("gen_ai.output.messages") };
}

describe("the input messages", () => {
  test.each<[string, ChatCompletionCreateParams["messages"][number], object]>([
    ["text", { role: "user", content: "Hello" }, { role: "user", parts: [{ type: "text", content: "Hello" }] }],
    [
      "a system message with a name",
      { role: "system", content: "Be brief.", name: "rules" },
      { role: "system", parts: [{ type: "text", content: "Be brief." }], name: "rules" },
    ],
    [
      "images by URL and as data",
      {
        role: "user",
        content: [
          { type: "text", text: "Compare." },
          { type: "image_url", image_url: { url: "https://example.com/a.png" } },
          { type: "image_url", image_url: { url: "data:image/png;base64,iVBO" } },
        ],
      },
      {
        role: "user",
        parts: [
          { type: "text", content: "Compare." },
          { type: "uri", modality: "image", uri: "https://example.com/a.png" },
          { type: "blob", modality: "image", mime_type: "image/png", content: "iVBO" },
        ],
      },
    ],
    [
      "parts that the conventions do not have",
      { role: "user", content: [{ type: "input_audio", input_audio: { data: "UklG", format: "wav" } }] },
      { role: "user", parts: [{ type: "input_audio", input_audio: { data: "UklG", format: "wav" } }] },
    ],
    [
      "reasoning and tool calls",
      { role: "assistant", content: "", reasoning: "Ask.", tool_calls: [toolCall] },
      { role: "assistant", parts: [{ type: "reasoning", content: "Ask." }, toolCallPart] },
    ],
    [
      "a tool's result",
      { role: "tool", content: "21 °C", tool_call_id: "call-1" },
      { role: "tool", parts: [{ type: "tool_call_response", id: "call-1", response: "21 °C" }] },
    ],
  ])("contain %s", async (_, message, expected) => {
    const { input } = await capture({ messages: [message] }, () => Response.json(completion()));
    expect(input).toEqual([expected]);
  });
});

describe("the output messages", () => {
  test("contain text, reasoning, refusal, images and tool calls of a completion", async () => {
    const message = {
      role: "assistant",
      content: "Look.",
      reasoning: "Ask.",
      refusal: "No.",
      images: [{ type: "image_url", image_url: { url: "data:image/png;base64,iVBO" } }],
      tool_calls: [{ ...toolCall, function: { name: "weather", arguments: "{broken" } }],
    };
    const choices = [{ index: 0, finish_reason: "tool_calls", message }];
    const { output } = await capture(question, () => Response.json(completion({ choices })));
    expect(output).toEqual([
      {
        role: "assistant",
        parts: [
          { type: "reasoning", content: "Ask." },
          { type: "text", content: "Look." },
          { type: "refusal", content: "No." },
          { type: "blob", modality: "image", mime_type: "image/png", content: "iVBO" },
          { type: "tool_call", id: "call-1", name: "weather", arguments: "{broken" },
        ],
        finish_reason: "tool_calls",
      },
    ]);
  });

  test("contain the whole text and the whole tool calls of a stream", async () => {
    const body = [
      event(chunk("It ")),
      event(chunk("rains.")),
      event(
        createDelta({ tool_calls: [{ index: 0, ...toolCall, function: { name: "weather", arguments: '{"city":' } }] }),
      ),
      event(createDelta({ tool_calls: [{ index: 0, function: { arguments: '"Graz"}' } }] })),
      event(lastChunk()),
      done,
    ].join("");
    const { output } = await capture({ ...question, stream: true }, () => sse(body));
    expect(output).toEqual([
      { role: "assistant", parts: [{ type: "text", content: "It rains." }, toolCallPart], finish_reason: "stop" },
    ]);
  });

  test("have the finish reason error when a stream is truncated", async () => {
    const { output } = await capture({ ...question, stream: true }, () => sse(event(chunk("It "))));
    expect(output).toEqual([{ role: "assistant", parts: [{ type: "text", content: "It " }], finish_reason: "error" }]);
  });

  test("are absent while nothing is received", async () => {
    const { client, getSpans } = tracedClient(() => sse(events("a")), { captureMessages: true });
    await (await client.chat.complete({ ...question, stream: true })).cancel();
    expect(getSpans()[0]?.attributes).not.toHaveProperty("gen_ai.output.messages");
  });
});

function createDelta(delta: object): Record<string, unknown> {
  return chunk("", { choices: [{ index: 0, delta, finish_reason: null }] });
}
