import { InvalidRequestError, RequestAbortedError } from "@org/sdk/models/errors";
import { OpenRouter } from "@org/sdk";
import { chatComplete } from "@org/sdk/funcs/chatComplete";
import { readRelay, relay } from "@org/sdk/relay.js";
import { mockFetch, sseResponse } from "@org/sdk/testing.js";
import { type Case, clientOf, errorOf, greeting, hello, mustEqual, whenRequested } from "./support.ts";

/** Calls that are answered, and those that the caller ends. */
export const answerCases: Readonly<Record<string, Case>> = {
  completion: async (config) => {
    const completion = await clientOf(config, "completion").chat.complete(hello);
    mustEqual(completion.choices[0]?.message.content, greeting);
    return "method";
  },

  standalone: async (config) => {
    const result = await chatComplete(clientOf(config, "completion"), hello);
    if (!result.ok) throw result.error;
    mustEqual(result.value.choices[0]?.message.content, greeting);
    return "function";
  },

  stream: async (config) => {
    let text = "";
    for await (const chunk of await clientOf(config, "stream").chat.complete({ ...hello, stream: true })) {
      text += chunk.choices[0]?.delta.content ?? "";
    }
    mustEqual(text, greeting);
    return "to its end";
  },

  "stream relayed": async (config) => {
    const client = clientOf(config, "stream");
    const response = relay((signal) => client.chat.complete({ ...hello, stream: true }, { signal }));
    let text = "";
    for await (const chunk of await readRelay(response)) text += chunk.choices[0]?.delta.content ?? "";
    mustEqual(text, greeting);
    return "and read";
  },

  "relay left": async (config) => {
    const client = clientOf(config, "endless-relayed");
    let seen: AbortSignal | undefined;
    const response = relay((signal) => {
      seen = signal;
      return client.chat.complete({ ...hello, stream: true }, { signal });
    });
    for await (const chunk of await readRelay(response)) {
      mustEqual(chunk.object, "chat.completion.chunk");
      break;
    }
    mustEqual(seen?.aborted, true);
    return "after a chunk";
  },

  "mocked answer": async () => {
    const client = new OpenRouter({ apiKey: "none", fetch: mockFetch([sseResponse(greeting)]) });
    let text = "";
    for await (const chunk of await client.chat.complete({ ...hello, stream: true })) {
      text += chunk.choices[0]?.delta.content ?? "";
    }
    mustEqual(text, greeting);
    return "without a network";
  },

  "stream left": async (config) => {
    const stream = await clientOf(config, "endless-left").chat.complete({ ...hello, stream: true });
    for await (const chunk of stream) {
      mustEqual(chunk.object, "chat.completion.chunk");
      break;
    }
    return "after a chunk";
  },

  "stream aborted": async (config) => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const { signal } = controller;
    const client = clientOf(config, "endless-aborted");
    const error = await errorOf(async () => {
      for await (const chunk of await client.chat.complete({ ...hello, stream: true }, { signal })) {
        mustEqual(chunk.object, "chat.completion.chunk");
        controller.abort(reason);
      }
    }, RequestAbortedError);
    mustEqual(error.cause, reason);
    return "in the middle";
  },

  "call aborted": async (config) => {
    const controller = new AbortController();
    const { signal } = controller;
    const call = clientOf(config, "silent-aborted").chat.complete(hello, { signal });
    const aborting = whenRequested(config, "silent-aborted").then(() => controller.abort());
    const error = await errorOf(() => call, RequestAbortedError);
    await aborting;
    mustEqual(error.attempts, 1);
    return "before an answer";
  },

  "retry on 429": async (config) => {
    const { value, attempts } = await clientOf(config, "busy-once").chat.complete(hello).withResponse();
    mustEqual(value.choices[0]?.message.content, greeting);
    mustEqual(attempts, 2);
    return `${attempts} attempts`;
  },

  "key of the environment": async (config) => {
    const client = new OpenRouter({ serverURL: `${config.apiURL}/key` });
    if (config.envKey === null) {
      await errorOf(() => client.chat.complete(hello), InvalidRequestError);
      return "none: the call fails, not the constructor";
    }
    const completion = await client.chat.complete(hello);
    mustEqual(completion.choices[0]?.message.content, `Bearer ${config.envKey}`);
    return "sent";
  },
};
