import { pipeline, Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { OpenRouter } from "@org/sdk";
import { relay } from "@org/sdk/relay.js";
import express from "express";
import type { BrowserRequest, RelayFactory } from "../relay.mts";
import { apiKey, request } from "../request.mts";

export const createRelay: RelayFactory = (url) => {
  const openRouter = new OpenRouter({ serverURL: url, apiKey });
  return express()
    .use(express.json())
    .post("/chat", (incoming, response) => {
      const messages = [...(incoming.body as BrowserRequest).messages];
      const relayed = relay((signal) =>
        openRouter.chat.complete({ model: request.model, messages, stream: true }, { signal }),
      );
      response.status(relayed.status).setHeaders(relayed.headers);
      pipeline(Readable.fromWeb(relayed.body as ReadableStream), response, () => {});
    });
};
