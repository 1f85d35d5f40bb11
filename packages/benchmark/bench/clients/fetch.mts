import type { CallerFactory } from "../client.mts";
import { createInit, getReader, readCompletion, readStream } from "../hand-written.mts";

/** A call without a client, which cannot be canceled. */
export const createCaller: CallerFactory = ({ url, fetch }, request) => {
  const endpoint = `${url}/chat/completions`;
  const open = (): Promise<Response> => fetch(endpoint, createInit({ ...request, stream: true }));
  return {
    async complete() {
      return readCompletion(await fetch(endpoint, createInit(request)));
    },

    async stream(onText) {
      await readStream(await open(), onText);
    },

    async openStream() {
      const reader = getReader(await open());
      await reader.read();
      return reader;
    },
  };
};
