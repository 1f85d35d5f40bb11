import { chatParse } from "@org/sdk/funcs/chatParse.js";
import { chatStream } from "@org/sdk/funcs/chatStream.js";
import { chatTools, tool } from "@org/sdk/funcs/chatTools.js";
import { ConnectionError, RequestAbortedError } from "@org/sdk/models/errors";
import { type Case, clientOf, cut, errorOf, greeting, hello, mustEqual, whenRequested } from "./support.ts";

/** The functions beyond the call. */
export const functionCases: Readonly<Record<string, Case>> = {
  chatStream: async (config) => {
    const stream = chatStream(clientOf(config, "stream"), hello);
    let text = "";
    for await (const piece of stream.textStream) text += piece;
    mustEqual(text, greeting);
    mustEqual((await stream.finalMessage()).content, greeting);
    return "as texts and whole";
  },

  "chatStream cut": async (config) => {
    const stream = chatStream(clientOf(config, "stream-cut"), hello);
    await errorOf(async () => {
      for await (const piece of stream.textStream) {
        mustEqual(piece, greeting);
        await cut(config, "stream-cut");
      }
    }, ConnectionError);
    await errorOf(() => stream.finalText(), ConnectionError);
    mustEqual(stream.snapshot?.choices[0]?.message.content, greeting);
    return "with what had come";
  },

  "chatStream left": async (config) => {
    const stream = chatStream(clientOf(config, "silent-left"), hello);
    const leaving = whenRequested(config, "silent-left").then(() => stream.cancel());
    await errorOf(() => stream.finalText(), RequestAbortedError);
    await leaving;
    return "before an answer";
  },

  chatTools: async (config) => {
    const double = tool({ name: "double", execute: ({ number }) => Number(number) * 2 });
    const result = await chatTools(clientOf(config, "tool-call"), { ...hello, tools: [double] });
    if (!result.ok) throw result.error;
    mustEqual(result.messages[2]?.content, "42");
    mustEqual(result.value.choices[0]?.message.content, greeting);
    return `${result.steps.length} steps`;
  },

  chatParse: async (config) => {
    const result = await chatParse(clientOf(config, "json"), hello, { type: "object" });
    if (!result.ok) throw result.error;
    mustEqual(JSON.stringify(result.value.parsed), '{"city":"Köln"}');
    return "an object";
  },
};
