import { isDeepStrictEqual } from "node:util";
import { chunk, completion, greeting } from "@org/test-server/fault-server/bodies.ts";
import { ending, said, wrong, type Case, type Ending } from "../case.ts";
import type { Assembled, Contestant, ToolCall } from "../contestant.ts";
import { onServer, request, sendEvents } from "./support.ts";

type Json = Record<string, unknown>;

const call = (args: Json): ToolCall => ({ name: "lookUp", args });
const first = { index: 0, id: "call_1", type: "function", function: { name: "lookUp", arguments: "" } };
const more = (piece: Json, args: string): Json => ({ index: 0, ...piece, function: { arguments: args } });

/** How other servers cut tool calls into pieces, and the calls that the model made. */
const cuts: Readonly<Record<string, readonly [pieces: readonly Json[], calls: readonly ToolCall[]]>> = {
  "an id that changes after the first piece": [
    [first, more({ id: "call_2" }, '{"city"'), more({ id: "call_2" }, ':"Graz"}')],
    [call({ city: "Graz" })],
  ],
  "a new id in every piece": [
    [first, more({ id: "call_2" }, '{"city"'), more({ id: "call_3" }, ':"Graz"}')],
    [call({ city: "Graz" })],
  ],
  "an empty id and name in later pieces": [
    [first, { index: 0, id: "", type: "function", function: { name: "", arguments: '{"city":"Graz"}' } }],
    [call({ city: "Graz" })],
  ],
  "no index": [
    [
      { id: "call_1", type: "function", function: { name: "lookUp", arguments: '{"city"' } },
      { function: { arguments: ':"Graz"}' } },
    ],
    [call({ city: "Graz" })],
  ],
  "index 0 for every call": [
    [
      { ...first, function: { name: "lookUp", arguments: '{"city":"Graz"}' } },
      { ...first, id: "call_2", function: { name: "lookUp", arguments: '{"city":"Linz"}' } },
    ],
    [call({ city: "Graz" }), call({ city: "Linz" })],
  ],
  "two calls in turns": [
    [
      first,
      { ...first, index: 1, id: "call_2" },
      more({}, '{"city":"Graz"}'),
      { ...more({}, '{"city":"Linz"}'), index: 1 },
    ],
    [call({ city: "Graz" }), call({ city: "Linz" })],
  ],
};

export const assembled: readonly Case[] = [
  {
    title: "tool calls of other servers' streams are put together wrongly",
    run: async (contestant) => {
      const failures: string[] = [];
      for (const [cut, [pieces, calls]] of Object.entries(cuts)) {
        const events = [...pieces.map((piece) => withDelta({ tool_calls: [piece] })), withDelta({}, "tool_calls")];
        const how = await assembleAll(contestant, events);
        if (how === "n.a.") return how;
        if (how.end !== "value") failures.push(`${cut}: ${said(how)}`);
        else if (!isDeepStrictEqual(how.value.toolCalls, calls)) {
          failures.push(`${cut}: ${JSON.stringify(how.value.toolCalls)}`);
        }
      }
      return failures.length === 0 ? "right" : wrong(failures.join("; "));
    },
  },
  {
    title: "a list of content parts in a stream spoils the text",
    run: async (contestant) => {
      const thought = { type: "thinking", thinking: [{ type: "text", text: "Hm." }] };
      const how = await assembleAll(contestant, [
        withDelta({ content: [thought] }),
        withDelta({ content: [{ type: "text", text: "Hello" }] }),
        withDelta({ content: ", world" }),
        withDelta({}, "stop"),
      ]);
      if (how === "n.a.") return how;
      if (how.end !== "value") return wrong(said(how));
      const { text } = how.value;
      return text === "Hello, world" ? "right" : wrong(`the text is ${JSON.stringify(text)}`);
    },
  },
  {
    title: "empty strings at the end of a stream erase what is known",
    run: async (contestant) => {
      const known = chunk("Hello");
      const how = await assembleAll(contestant, [known, chunk("", "stop"), { ...chunk("", ""), id: "", model: "" }]);
      if (how === "n.a.") return how;
      if (how.end !== "value") return wrong(said(how));
      const { id, model, finishReason } = how.value;
      const isKept = id === known["id"] && model === known["model"] && finishReason === "stop";
      return isKept ? "right" : wrong(JSON.stringify({ id, model, finishReason }));
    },
  },
  {
    title: "tool arguments that are an object do not reach the tool",
    run: ({ runTool }) => {
      if (!runTool) return Promise.resolve("n.a.");
      return onServer(async (server) => {
        const toolCall = { ...first, function: { name: "lookUp", arguments: { city: "Graz" } } };
        server.on((exchange) => exchange.json(200, exchange.index === 0 ? withToolCall(toolCall) : completion()));
        const received: unknown[] = [];
        const how = await ending(() =>
          runTool(request, { url: server.url, retries: "none" }, (args) => {
            received.push(args);
            return "sunny";
          }),
        );
        const isRun = isDeepStrictEqual(received, [{ city: "Graz" }]);
        if (isRun && how.end === "value" && how.value.text === greeting) return "right";
        return wrong(`the tool received ${JSON.stringify(received)}, ${said(how)}`);
      });
    },
  },
];

/** Streams these chunks, then `[DONE]`, to the contestant's own function for whole streams. */
async function assembleAll(contestant: Contestant, events: readonly Json[]): Promise<Ending<Assembled> | "n.a."> {
  const { assemble } = contestant;
  if (!assemble) return "n.a.";
  return onServer((server) => {
    server.on((exchange) => sendEvents(exchange, [...events, "[DONE]"]));
    return ending(() => assemble(request, { url: server.url, retries: "none" }));
  });
}

/** A completion that calls this tool. */
function withToolCall(toolCall: Json): Json {
  const message = { role: "assistant", content: null, tool_calls: [toolCall] };
  return { ...completion(), choices: [{ index: 0, message, finish_reason: "tool_calls" }] };
}

/** A chunk with this delta, and the role, as most servers repeat it. */
function withDelta(delta: Json, finishReason: string | null = null): Json {
  return { ...chunk(""), choices: [{ index: 0, delta: { role: "assistant", ...delta }, finish_reason: finishReason }] };
}
