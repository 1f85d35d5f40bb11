import { chunk, chunks, completion, greeting } from "@org/test-server/fault-server/bodies.ts";
import { ending, reading, said, wrong, type Case } from "../case.ts";
import { onServer, request, sendEvents } from "./support.ts";

type Json = Record<string, unknown>;

const usage = { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13, cost: 0.000_05 };
const toolCall = { index: 0, id: "call_1", type: "function", function: { name: "now" } };
const citation = { type: "url_citation", url_citation: { url: "https://example.org/" } };
const image = { type: "image_url", index: 0, image_url: { url: "data:image/png;base64,AA==" } };
const thought = { type: "reasoning.text", text: "Hm.", format: "a-newer-format-v2", index: 0 };

/** Answers as the API gives them, each with something that its published schema has otherwise. */
const completions: Readonly<Record<string, Json>> = {
  "system_fingerprint null": completion(),
  "system_fingerprint missing": without(completion(), "system_fingerprint"),
  "cost_details without its parts": {
    ...completion(),
    usage: { ...usage, cost_details: { upstream_inference_cost: null } },
  },
  "cost_details null": { ...completion(), usage: { ...usage, cost_details: null } },
  "prompt_tokens_details null": { ...completion(), usage: { ...usage, prompt_tokens_details: null } },
  "completion_tokens_details null": { ...completion(), usage: { ...usage, completion_tokens_details: null } },
  "no usage": without(completion(), "usage"),
  'finish_reason "end_turn"': changed({}, { finish_reason: "end_turn" }),
  "finish_reason null": changed({}, { finish_reason: null }),
  "a tool call without arguments": changed({ tool_calls: [toolCall] }, { finish_reason: "tool_calls" }),
  "a citation without a title": changed({ annotations: [citation] }),
  "an image": changed({ images: [image] }),
  "a new format of reasoning": changed({ reasoning: "Hm.", reasoning_details: [thought] }),
};

/** Likewise; each goes between the words of a stream and its end. */
const streamChunks: Readonly<Record<string, Json>> = {
  "system_fingerprint null": chunk("", null, { system_fingerprint: null }),
  "cost_details without its parts": chunk("", null, {
    usage: { ...usage, cost_details: { upstream_inference_cost: null } },
  }),
  "usage with choices": chunk("", null, { usage }),
  "usage without choices": { ...chunk("", null, { usage }), choices: [] },
  "prompt_tokens_details null": chunk("", null, { usage: { ...usage, prompt_tokens_details: null } }),
  'finish_reason "end_turn"': chunk("", "end_turn"),
  "finish_reason twice": chunk("", "stop", { usage }),
};

export const goodAnswers: readonly Case[] = [
  {
    title: "good answers are rejected",
    run: ({ complete, stream }) =>
      onServer(async (server) => {
        const rejected: string[] = [];
        for (const [what, answer] of Object.entries(completions)) {
          server.on((exchange) => exchange.json(200, answer));
          const how = await ending(() => complete(request, { url: server.url, retries: "none" }));
          if (how.end !== "value" || how.value.text !== greeting) rejected.push(`${what} (${said(how)})`);
        }
        for (const [what, between] of Object.entries(streamChunks)) {
          const [end, ...words] = chunks().toReversed();
          server.on((exchange) => sendEvents(exchange, [...words.toReversed(), between, end, "[DONE]"]));
          const { ending: how, text } = await reading(() => stream(request, { url: server.url, retries: "none" }));
          if (how.end !== "value" || text !== greeting) rejected.push(`in a stream ${what} (${said(how)})`);
        }
        const all = Object.keys(completions).length + Object.keys(streamChunks).length;
        return rejected.length === 0 ? "right" : wrong(`${rejected.length} of ${all}: ${rejected.join("; ")}`);
      }),
  },
];

function without(answer: Json, field: string): Json {
  return Object.fromEntries(Object.entries(answer).filter(([name]) => name !== field));
}

/** A completion with other fields in its message and its choice. */
function changed(message: Json, choice: Json = {}): Json {
  const answer = completion();
  const [first] = answer["choices"] as { message: Json }[];
  return { ...answer, choices: [{ ...first, ...choice, message: { ...first?.message, ...message } }] };
}
