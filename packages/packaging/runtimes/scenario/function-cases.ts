import { chatParse } from "@org/sdk/funcs/chatParse.js";
import { chatStream } from "@org/sdk/funcs/chatStream.js";
import { chatTools, tool } from "@org/sdk/funcs/chatTools.js";
import { ConnectionError, RequestAbortedError } from "@org/sdk/models/errors";
import {
  type Case,
  createClient,
  destroyResponse,
  catchError,
  greeting,
  hello,
  assertEqual,
  waitForRequest,
} from "./support.ts";

/** The functions next to the call. */
export const functionCases: Readonly<Record<string, Case>> = {
  chatStream: async (config) => {
    const stream = chatStream(createClient(config, "stream"), hello);
    let text = "";
    for await (const piece of stream.textStream) text += piece;
    assertEqual(text, greeting);
    assertEqual((await stream.finalMessage()).content, greeting);
    return "text deltas and final message";
  },

  "truncated chatStream": async (config) => {
    const stream = chatStream(createClient(config, "truncated-stream"), hello);
    await catchError(async () => {
      for await (const piece of stream.textStream) {
        assertEqual(piece, greeting);
        await destroyResponse(config, "truncated-stream");
      }
    }, ConnectionError);
    await catchError(() => stream.finalText(), ConnectionError);
    assertEqual(stream.snapshot?.choices[0]?.message.content, greeting);
    return "keeps what was received";
  },

  "chatStream canceled": async (config) => {
    const stream = chatStream(createClient(config, "silent-canceled"), hello);
    const canceling = waitForRequest(config, "silent-canceled").then(() => stream.cancel());
    await catchError(() => stream.finalText(), RequestAbortedError);
    await canceling;
    return "before the response";
  },

  chatTools: async (config) => {
    const double = tool({ name: "double", execute: ({ number }) => Number(number) * 2 });
    const result = await chatTools(createClient(config, "tool-call"), { ...hello, tools: [double] });
    if (!result.ok) throw result.error;
    assertEqual(result.messages[2]?.content, "42");
    assertEqual(result.value.choices[0]?.message.content, greeting);
    return `${result.steps.length} steps`;
  },

  chatParse: async (config) => {
    const result = await chatParse(createClient(config, "json"), hello, { type: "object" });
    if (!result.ok) throw result.error;
    assertEqual(JSON.stringify(result.value.parsed), '{"city":"Köln"}');
    return "an object";
  },
};
