import { OpenRouter } from "@org/sdk";
import { chatStream } from "@org/sdk/funcs/chatStream.js";
import type { ChatCompletion, ChatCompletionChunk } from "@org/types";
import type { Call } from "./call.ts";
import { getCallOptions } from "./code/options.ts";

/** The state of a run, while it lasts and after it ended or failed. */
export interface Progress {
  /** Returns the completion, or the part of it that a stream has sent so far. */
  getCompletion: () => ChatCompletion | undefined;
  /** The JSON received: one completion, or the chunks so far. */
  raw: (ChatCompletion | ChatCompletionChunk)[];
  /** The log of the SDK, which redacts the key. */
  log: string[];
  requestId?: string;
  attempts?: number;
  firstChunkMs?: number;
  totalMs?: number;
}

export function newProgress(): Progress {
  return { getCompletion: () => undefined, raw: [], log: [] };
}

/**
 * Makes the call with the SDK, and reports after each log line and chunk.
 *
 * @throws the errors of the SDK
 */
export async function runCall(
  { call, apiKey, signal }: { call: Call; apiKey: string | null; signal: AbortSignal },
  progress: Progress,
  report: () => void,
): Promise<void> {
  const started = performance.now();
  const elapsedMs = (): number => Math.round(performance.now() - started);
  const log = (message: string): void => {
    progress.log.push(`${elapsedMs()} ms  ${message}`);
    report();
  };
  try {
    const openRouter = new OpenRouter({
      apiKey,
      ...(call.serverURL !== undefined && { serverURL: call.serverURL }),
      debugLogger: { debug: log, warn: log },
    });
    const { stream: isStream, ...request } = call.request;
    const options = { ...getCallOptions(call), signal };
    const pending = isStream ? chatStream(openRouter, request, options) : openRouter.chat.complete(request, options);
    const { value, requestId, attempts } = await pending.withResponse();
    progress.attempts = attempts;
    if (requestId !== undefined) progress.requestId = requestId;
    if (!(Symbol.asyncIterator in value)) {
      progress.raw.push(value);
      progress.getCompletion = () => value;
      return;
    }
    progress.firstChunkMs = elapsedMs();
    progress.getCompletion = () => value.snapshot;
    for await (const chunk of value) {
      progress.raw.push(chunk);
      report();
    }
  } finally {
    progress.totalMs = elapsedMs();
  }
}
