import {
  ChatCompletionError,
  ConnectionError,
  OpenRouterDefaultError,
  RequestTimeoutError,
} from "@org/sdk/models/errors";
import { type Case, clientOf, cut, errorOf, hello, mustEqual } from "./support.ts";

/** Every way in which an answer fails to come, and the typed error that says so. */
export const failureCases: Readonly<Record<string, Case>> = {
  "error 401": async (config) => {
    const client = clientOf(config, "unauthorized");
    const error = await errorOf(() => client.chat.complete(hello), ChatCompletionError);
    mustEqual(error.statusCode, 401);
    mustEqual(error.error.message, "No such key");
    return error.message;
  },

  "error in a stream": async (config) => {
    const client = clientOf(config, "stream-error");
    const error = await errorOf(() => readAll(client), ChatCompletionError);
    mustEqual(error.error.message, "The provider failed");
    return error.message;
  },

  "HTML page": async (config) => {
    const client = clientOf(config, "page");
    const error = await errorOf(() => client.chat.complete(hello), OpenRouterDefaultError);
    mustEqual(error.statusCode, 502);
    mustEqual(error.attempts, 2);
    return error.message;
  },

  "refused port": async (config) => {
    const client = clientOf(config, "", { serverURL: config.refusedURL });
    const error = await errorOf(() => client.chat.complete(hello), ConnectionError);
    mustEqual(error.attempts, 2);
    return `${error.kind}: ${error.message}`;
  },

  "connection reset": async (config) => {
    const error = await errorOf(() => clientOf(config, "reset").chat.complete(hello), ConnectionError);
    return `${error.kind}: ${error.message}`;
  },

  "answer cut": async (config) => {
    const error = await errorOf(() => clientOf(config, "cut").chat.complete(hello), ConnectionError);
    return `${error.kind}: ${error.message}`;
  },

  "stream cut": async (config) => {
    const client = clientOf(config, "stream-cut");
    const error = await errorOf(() => readAll(client, () => cut(config, "stream-cut")), ConnectionError);
    return `${error.kind}: ${error.message}`;
  },

  timeoutMs: async (config) => {
    // The request must reach the server first, which took 2 to 30 ms, and up to 65 ms on a busy machine.
    const client = clientOf(config, "silent-timed", { retryConfig: { strategy: "none" }, timeoutMs: 2_000 });
    const error = await errorOf(() => client.chat.complete(hello), RequestTimeoutError);
    mustEqual(error.kind, "attempt");
    return error.message;
  },

  idleTimeoutMs: async (config) => {
    const client = clientOf(config, "endless-idle", { idleTimeoutMs: 150 });
    const error = await errorOf(() => readAll(client), RequestTimeoutError);
    mustEqual(error.kind, "idle");
    return error.message;
  },
};

async function readAll(client: ReturnType<typeof clientOf>, onChunk?: () => Promise<void>): Promise<void> {
  for await (const chunk of await client.chat.complete({ ...hello, stream: true })) {
    mustEqual(chunk.object, "chat.completion.chunk");
    await onChunk?.();
  }
}
