import { isDeepStrictEqual } from "node:util";
import { chunk, completion, greeting } from "@org/test-server/fault-server/bodies.ts";
import { fail, format, settle, type Case, type Outcome } from "../case.ts";
import type { AccumulatedCompletion, Client, ToolCall } from "../client.ts";
import { request, sendEvents, withServer } from "./support.ts";

type Json = Record<string, unknown>;

const createCall = (args: Json): ToolCall => ({ name: "lookUp", args });
const firstDelta = { index: 0, id: "call_1", type: "function", function: { name: "lookUp", arguments: "" } };
const createDelta = (fields: Json, args: string): Json => ({ index: 0, ...fields, function: { arguments: args } });

/** The deltas that other servers send for tool calls, and the calls that they stand for. */
const deltaStyles: Readonly<Record<string, readonly [deltas: readonly Json[], calls: readonly ToolCall[]]>> = {
  "an id that changes after the first delta": [
    [firstDelta, createDelta({ id: "call_2" }, '{"city"'), createDelta({ id: "call_2" }, ':"Graz"}')],
    [createCall({ city: "Graz" })],
  ],
  "a new id in every delta": [
    [firstDelta, createDelta({ id: "call_2" }, '{"city"'), createDelta({ id: "call_3" }, ':"Graz"}')],
    [createCall({ city: "Graz" })],
  ],
  "an empty id and name in later deltas": [
    [firstDelta, { index: 0, id: "", type: "function", function: { name: "", arguments: '{"city":"Graz"}' } }],
    [createCall({ city: "Graz" })],
  ],
  "no index": [
    [
      { id: "call_1", type: "function", function: { name: "lookUp", arguments: '{"city"' } },
      { function: { arguments: ':"Graz"}' } },
    ],
    [createCall({ city: "Graz" })],
  ],
  "index 0 for every call": [
    [
      { ...firstDelta, function: { name: "lookUp", arguments: '{"city":"Graz"}' } },
      { ...firstDelta, id: "call_2", function: { name: "lookUp", arguments: '{"city":"Linz"}' } },
    ],
    [createCall({ city: "Graz" }), createCall({ city: "Linz" })],
  ],
  "two interleaved calls": [
    [
      firstDelta,
      { ...firstDelta, index: 1, id: "call_2" },
      createDelta({}, '{"city":"Graz"}'),
      { ...createDelta({}, '{"city":"Linz"}'), index: 1 },
    ],
    [createCall({ city: "Graz" }), createCall({ city: "Linz" })],
  ],
};

export const accumulation: readonly Case[] = [
  {
    title: "tool calls in streams of other servers are accumulated incorrectly",
    run: async (client) => {
      const failures: string[] = [];
      for (const [style, [deltas, calls]] of Object.entries(deltaStyles)) {
        const events = [...deltas.map((delta) => createChunk({ tool_calls: [delta] })), createChunk({}, "tool_calls")];
        const outcome = await accumulate(client, events);
        if (outcome === "n.a.") return outcome;
        if (outcome.kind !== "value") failures.push(`${style}: ${format(outcome)}`);
        else if (!isDeepStrictEqual(outcome.value.toolCalls, calls)) {
          failures.push(`${style}: ${JSON.stringify(outcome.value.toolCalls)}`);
        }
      }
      return failures.length === 0 ? "pass" : fail(failures.join("; "));
    },
  },
  {
    title: "a list of content parts in a stream corrupts the text",
    run: async (client) => {
      const thought = { type: "thinking", thinking: [{ type: "text", text: "Hm." }] };
      const outcome = await accumulate(client, [
        createChunk({ content: [thought] }),
        createChunk({ content: [{ type: "text", text: "Hello" }] }),
        createChunk({ content: ", world" }),
        createChunk({}, "stop"),
      ]);
      if (outcome === "n.a.") return outcome;
      if (outcome.kind !== "value") return fail(format(outcome));
      const { text } = outcome.value;
      return text === "Hello, world" ? "pass" : fail(`the text is ${JSON.stringify(text)}`);
    },
  },
  {
    title: "empty strings at the end of a stream overwrite earlier values",
    run: async (client) => {
      const first = chunk("Hello");
      const outcome = await accumulate(client, [first, chunk("", "stop"), { ...chunk("", ""), id: "", model: "" }]);
      if (outcome === "n.a.") return outcome;
      if (outcome.kind !== "value") return fail(format(outcome));
      const { id, model, finishReason } = outcome.value;
      const isKept = id === first["id"] && model === first["model"] && finishReason === "stop";
      return isKept ? "pass" : fail(JSON.stringify({ id, model, finishReason }));
    },
  },
  {
    title: "tool arguments sent as an object do not reach the tool",
    run: ({ runTool }) => {
      if (!runTool) return Promise.resolve("n.a.");
      return withServer(async (server) => {
        const toolCall = { ...firstDelta, function: { name: "lookUp", arguments: { city: "Graz" } } };
        server.on((exchange) =>
          exchange.sendJSON(200, exchange.index === 0 ? createCompletion(toolCall) : completion()),
        );
        const received: unknown[] = [];
        const outcome = await settle(() =>
          runTool(request, { url: server.url, retries: "none" }, (args) => {
            received.push(args);
            return "sunny";
          }),
        );
        const isRun = isDeepStrictEqual(received, [{ city: "Graz" }]);
        if (isRun && outcome.kind === "value" && outcome.value.text === greeting) return "pass";
        return fail(`the tool received ${JSON.stringify(received)}, ${format(outcome)}`);
      });
    },
  },
];

/** Streams these chunks, then `[DONE]`, to the client's function that accumulates a stream. */
async function accumulate(client: Client, events: readonly Json[]): Promise<Outcome<AccumulatedCompletion> | "n.a."> {
  const call = client.accumulate;
  if (!call) return "n.a.";
  return withServer((server) => {
    server.on((exchange) => sendEvents(exchange, [...events, "[DONE]"]));
    return settle(() => call(request, { url: server.url, retries: "none" }));
  });
}

/** Creates a completion that calls a tool. */
function createCompletion(toolCall: Json): Json {
  const message = { role: "assistant", content: null, tool_calls: [toolCall] };
  return { ...completion(), choices: [{ index: 0, message, finish_reason: "tool_calls" }] };
}

/** Creates a chunk with this delta, and with the role, which most servers repeat. */
function createChunk(delta: Json, finishReason: string | null = null): Json {
  return { ...chunk(""), choices: [{ index: 0, delta: { role: "assistant", ...delta }, finish_reason: finishReason }] };
}
