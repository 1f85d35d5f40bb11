import { InvalidRequestError, RequestAbortedError } from "@org/sdk/models/errors";
import { OpenRouter } from "@org/sdk";
import { chatComplete } from "@org/sdk/funcs/chatComplete";
import { readRelay, relay } from "@org/sdk/relay.js";
import { mockFetch, sseResponse } from "@org/sdk/testing.js";
import { type Case, createClient, catchError, greeting, hello, assertEqual, waitForRequest } from "./support.ts";

/** Calls that succeed, and calls that the caller ends. */
export const responseCases: Readonly<Record<string, Case>> = {
  completion: async (config) => {
    const completion = await createClient(config, "completion").chat.complete(hello);
    assertEqual(completion.choices[0]?.message.content, greeting);
    return "method";
  },

  standalone: async (config) => {
    const result = await chatComplete(createClient(config, "completion"), hello);
    if (!result.ok) throw result.error;
    assertEqual(result.value.choices[0]?.message.content, greeting);
    return "function";
  },

  stream: async (config) => {
    let text = "";
    for await (const chunk of await createClient(config, "stream").chat.complete({ ...hello, stream: true })) {
      text += chunk.choices[0]?.delta.content ?? "";
    }
    assertEqual(text, greeting);
    return "read to the end";
  },

  "relayed stream": async (config) => {
    const client = createClient(config, "stream");
    const response = relay((signal) => client.chat.complete({ ...hello, stream: true }, { signal }));
    let text = "";
    for await (const chunk of await readRelay(response)) text += chunk.choices[0]?.delta.content ?? "";
    assertEqual(text, greeting);
    return "read to the end";
  },

  "break in a relayed stream": async (config) => {
    const client = createClient(config, "endless-relayed");
    let relaySignal: AbortSignal | undefined;
    const response = relay((signal) => {
      relaySignal = signal;
      return client.chat.complete({ ...hello, stream: true }, { signal });
    });
    for await (const chunk of await readRelay(response)) {
      assertEqual(chunk.object, "chat.completion.chunk");
      break;
    }
    assertEqual(relaySignal?.aborted, true);
    return "after a chunk";
  },

  "mocked response": async () => {
    const client = new OpenRouter({ apiKey: "none", fetch: mockFetch([sseResponse(greeting)]) });
    let text = "";
    for await (const chunk of await client.chat.complete({ ...hello, stream: true })) {
      text += chunk.choices[0]?.delta.content ?? "";
    }
    assertEqual(text, greeting);
    return "without a network";
  },

  "break in a stream": async (config) => {
    const stream = await createClient(config, "endless-break").chat.complete({ ...hello, stream: true });
    for await (const chunk of stream) {
      assertEqual(chunk.object, "chat.completion.chunk");
      break;
    }
    return "after a chunk";
  },

  "stream aborted": async (config) => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const { signal } = controller;
    const client = createClient(config, "endless-aborted");
    const error = await catchError(async () => {
      for await (const chunk of await client.chat.complete({ ...hello, stream: true }, { signal })) {
        assertEqual(chunk.object, "chat.completion.chunk");
        controller.abort(reason);
      }
    }, RequestAbortedError);
    assertEqual(error.cause, reason);
    return "after a chunk";
  },

  "call aborted": async (config) => {
    const controller = new AbortController();
    const { signal } = controller;
    const call = createClient(config, "silent-aborted").chat.complete(hello, { signal });
    const aborting = waitForRequest(config, "silent-aborted").then(() => controller.abort());
    const error = await catchError(() => call, RequestAbortedError);
    await aborting;
    assertEqual(error.attempts, 1);
    return "before the response";
  },

  "retry on 429": async (config) => {
    const { value, attempts } = await createClient(config, "busy-once").chat.complete(hello).withResponse();
    assertEqual(value.choices[0]?.message.content, greeting);
    assertEqual(attempts, 2);
    return `${attempts} attempts`;
  },

  "key from the environment": async (config) => {
    const client = new OpenRouter({ serverURL: `${config.apiURL}/key` });
    if (config.envKey === null) {
      await catchError(() => client.chat.complete(hello), InvalidRequestError);
      return "no key: the call fails, the constructor does not";
    }
    const completion = await client.chat.complete(hello);
    assertEqual(completion.choices[0]?.message.content, `Bearer ${config.envKey}`);
    return "sent";
  },
};
