import type { CallerFactory } from "../client.mts";
import { createInit, getReader, readCompletion, readStream } from "../hand-written.mts";

const timeoutMs = 600_000;

/** The baseline: a call without a client, with a signal and a timer until the completion or the end of the stream. */
export const createCaller: CallerFactory = ({ url, fetch }, request) => {
  const endpoint = `${url}/chat/completions`;
  const open = (signal: AbortSignal): Promise<Response> =>
    fetch(endpoint, { ...createInit({ ...request, stream: true }), signal });
  return {
    complete() {
      return withTimeout(async (signal) => readCompletion(await fetch(endpoint, { ...createInit(request), signal })));
    },

    stream(onText) {
      return withTimeout(async (signal) => readStream(await open(signal), onText));
    },

    async openStream() {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), timeoutMs);
      const reader = getReader(await open(controller.signal));
      await reader.read();
      return { reader, timer };
    },
  };
};

async function withTimeout<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    return await call(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}
