import { chunk, chunks, completion, greeting } from "@org/test-server/fault-server/bodies.ts";
import { fail, format, readStream, settle, type Case } from "../case.ts";
import { request, sendEvents, withServer } from "./support.ts";

type Json = Record<string, unknown>;

const usage = { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13, cost: 0.000_05 };
const toolCall = { index: 0, id: "call_1", type: "function", function: { name: "now" } };
const citation = { type: "url_citation", url_citation: { url: "https://example.org/" } };
const image = { type: "image_url", index: 0, image_url: { url: "data:image/png;base64,AA==" } };
const thought = { type: "reasoning.text", text: "Hm.", format: "a-newer-format-v2", index: 0 };

/** Completions that the API sends, each of which differs from the published schema. */
const completions: Readonly<Record<string, Json>> = {
  "system_fingerprint null": completion(),
  "system_fingerprint missing": without(completion(), "system_fingerprint"),
  "cost_details without some fields": {
    ...completion(),
    usage: { ...usage, cost_details: { upstream_inference_cost: null } },
  },
  "cost_details null": { ...completion(), usage: { ...usage, cost_details: null } },
  "prompt_tokens_details null": { ...completion(), usage: { ...usage, prompt_tokens_details: null } },
  "completion_tokens_details null": { ...completion(), usage: { ...usage, completion_tokens_details: null } },
  "no usage": without(completion(), "usage"),
  'finish_reason "end_turn"': createCompletion({}, { finish_reason: "end_turn" }),
  "finish_reason null": createCompletion({}, { finish_reason: null }),
  "a tool call without arguments": createCompletion({ tool_calls: [toolCall] }, { finish_reason: "tool_calls" }),
  "a citation without a title": createCompletion({ annotations: [citation] }),
  "an image": createCompletion({ images: [image] }),
  "an unknown format of reasoning": createCompletion({ reasoning: "Hm.", reasoning_details: [thought] }),
};

/** Chunks that the API sends, each of which differs from the published schema. Sent before the end of a stream. */
const streamChunks: Readonly<Record<string, Json>> = {
  "system_fingerprint null": chunk("", null, { system_fingerprint: null }),
  "cost_details without some fields": chunk("", null, {
    usage: { ...usage, cost_details: { upstream_inference_cost: null } },
  }),
  "usage with choices": chunk("", null, { usage }),
  "usage without choices": { ...chunk("", null, { usage }), choices: [] },
  "prompt_tokens_details null": chunk("", null, { usage: { ...usage, prompt_tokens_details: null } }),
  'finish_reason "end_turn"': chunk("", "end_turn"),
  "finish_reason twice": chunk("", "stop", { usage }),
};

export const validResponses: readonly Case[] = [
  {
    title: "valid responses are rejected",
    run: ({ complete, stream }) =>
      withServer(async (server) => {
        const rejected: string[] = [];
        for (const [name, body] of Object.entries(completions)) {
          server.on((exchange) => exchange.sendJSON(200, body));
          const outcome = await settle(() => complete(request, { url: server.url, retries: "none" }));
          if (outcome.kind !== "value" || outcome.value.text !== greeting)
            rejected.push(`${name} (${format(outcome)})`);
        }
        for (const [name, inserted] of Object.entries(streamChunks)) {
          const [last, ...others] = chunks().toReversed();
          server.on((exchange) => sendEvents(exchange, [...others.toReversed(), inserted, last, "[DONE]"]));
          const { outcome, text } = await readStream(() => stream(request, { url: server.url, retries: "none" }));
          if (outcome.kind !== "value" || text !== greeting) rejected.push(`in a stream: ${name} (${format(outcome)})`);
        }
        const total = Object.keys(completions).length + Object.keys(streamChunks).length;
        return rejected.length === 0 ? "pass" : fail(`${rejected.length} of ${total}: ${rejected.join("; ")}`);
      }),
  },
];

function without(body: Json, field: string): Json {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== field));
}

/** Creates a completion with these fields in its message and its choice. */
function createCompletion(message: Json, choice: Json = {}): Json {
  const body = completion();
  const [first] = body["choices"] as { message: Json }[];
  return { ...body, choices: [{ ...first, ...choice, message: { ...first?.message, ...message } }] };
}
