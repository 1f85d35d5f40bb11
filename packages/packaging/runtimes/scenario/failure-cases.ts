import {
  ChatCompletionError,
  ConnectionError,
  OpenRouterDefaultError,
  RequestTimeoutError,
} from "@org/sdk/models/errors";
import { type Case, createClient, destroyResponse, catchError, hello, assertEqual } from "./support.ts";

/** Calls that fail, each with a typed error. */
export const failureCases: Readonly<Record<string, Case>> = {
  "error 401": async (config) => {
    const client = createClient(config, "unauthorized");
    const error = await catchError(() => client.chat.complete(hello), ChatCompletionError);
    assertEqual(error.statusCode, 401);
    assertEqual(error.error.message, "No such key");
    return error.message;
  },

  "error in a stream": async (config) => {
    const client = createClient(config, "stream-error");
    const error = await catchError(() => readAll(client), ChatCompletionError);
    assertEqual(error.error.message, "The provider failed");
    return error.message;
  },

  "error response in HTML": async (config) => {
    const client = createClient(config, "html-page");
    const error = await catchError(() => client.chat.complete(hello), OpenRouterDefaultError);
    assertEqual(error.statusCode, 502);
    assertEqual(error.attempts, 2);
    return error.message;
  },

  "refused port": async (config) => {
    const client = createClient(config, "", { serverURL: config.refusedURL });
    const error = await catchError(() => client.chat.complete(hello), ConnectionError);
    assertEqual(error.attempts, 2);
    return `${error.kind}: ${error.message}`;
  },

  "connection reset": async (config) => {
    const error = await catchError(() => createClient(config, "reset").chat.complete(hello), ConnectionError);
    return `${error.kind}: ${error.message}`;
  },

  "truncated response": async (config) => {
    const error = await catchError(() => createClient(config, "truncated").chat.complete(hello), ConnectionError);
    return `${error.kind}: ${error.message}`;
  },

  "truncated stream": async (config) => {
    const client = createClient(config, "truncated-stream");
    const truncate = (): Promise<void> => destroyResponse(config, "truncated-stream");
    const error = await catchError(() => readAll(client, truncate), ConnectionError);
    return `${error.kind}: ${error.message}`;
  },

  timeoutMs: async (config) => {
    // The request must reach the server before the timeout: that took 2 to 30 ms, and up to 65 ms under load.
    const client = createClient(config, "silent-timeout", { retryConfig: { strategy: "none" }, timeoutMs: 2_000 });
    const error = await catchError(() => client.chat.complete(hello), RequestTimeoutError);
    assertEqual(error.kind, "attempt");
    return error.message;
  },

  idleTimeoutMs: async (config) => {
    const client = createClient(config, "endless-idle", { idleTimeoutMs: 150 });
    const error = await catchError(() => readAll(client), RequestTimeoutError);
    assertEqual(error.kind, "idle");
    return error.message;
  },
};

async function readAll(client: ReturnType<typeof createClient>, onChunk?: () => Promise<void>): Promise<void> {
  for await (const chunk of await client.chat.complete({ ...hello, stream: true })) {
    assertEqual(chunk.object, "chat.completion.chunk");
    await onChunk?.();
  }
}
