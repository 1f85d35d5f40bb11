import { OpenRouter } from "@org/sdk";
import type { ChatCompletion, ChatCompletionChunk } from "@org/types";
import { addChunk, answerOf, emptyAnswer, type Answer } from "./answer.ts";
import type { Call } from "./call.ts";
import { callOptions } from "./code/options.ts";

/** What a run tells while it lasts, and what is known of it at its end, whichever that is. */
export interface Progress {
  answer: Answer;
  /** The answer's JSON: one completion, or the chunks so far. */
  raw: (ChatCompletion | ChatCompletionChunk)[];
  /** What the SDK logs. It redacts the key itself. */
  log: string[];
  requestId?: string;
  attempts?: number;
  firstChunkMs?: number;
  totalMs?: number;
}

export function newProgress(): Progress {
  return { answer: emptyAnswer(), raw: [], log: [] };
}

/** Makes the call with the SDK, and reports after each thing that comes. @throws what the SDK throws */
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
    const { value, requestId, attempts } = await openRouter.chat
      .complete(call.request, { ...callOptions(call), signal })
      .withResponse();
    progress.attempts = attempts;
    if (requestId !== undefined) progress.requestId = requestId;
    if (!(Symbol.asyncIterator in value)) {
      progress.raw.push(value);
      progress.answer = answerOf(value);
      return;
    }
    progress.firstChunkMs = elapsedMs();
    for await (const chunk of value) {
      progress.raw.push(chunk);
      addChunk(progress.answer, chunk);
      report();
    }
  } finally {
    progress.totalMs = elapsedMs();
  }
}
