import { Readable } from "node:stream";
import { json } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { OpenRouter } from "@org/sdk";
import { relay } from "@org/sdk/relay.js";
import type { BrowserRequest, RelayFactory } from "../relay.mts";
import { apiKey, request } from "../request.mts";

export const createRelay: RelayFactory = (url) => {
  const openRouter = new OpenRouter({ serverURL: url, apiKey });
  return async (incoming, response) => {
    const messages = [...((await json(incoming)) as BrowserRequest).messages];
    const relayed = relay((signal) =>
      openRouter.chat.complete({ model: request.model, messages, stream: true }, { signal }),
    );
    response.setHeaders(relayed.headers);
    await pipeline(Readable.fromWeb(relayed.body as ReadableStream), response);
  };
};
