// Express: a route that streams to the browser, which reads it with `readRelay(fetch("/chat", …))`.
// npm install express; node relay-express.ts
import type { AddressInfo } from "node:net";
import { pipeline, Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { OpenRouter } from "@org/sdk";
import type { ChatCompletionCreateParams } from "@org/sdk/models";
import { relay } from "@org/sdk/relay.js";
import express from "express";

const openRouter = new OpenRouter();
const app = express().use(express.json());

app.post("/chat", (request, response) => {
  // The browser sends the messages; the server sets the model and its limits.
  const { messages } = request.body as Pick<ChatCompletionCreateParams, "messages">;
  const model = "openai/gpt-5-mini";
  const relayed = relay(
    (signal) => openRouter.chat.complete({ model, messages, stream: true, max_tokens: 500 }, { signal }),
    // The browser may receive a general message; this is the error itself.
    { onError: (error) => console.error(error) },
  );
  response.status(relayed.status).setHeaders(relayed.headers);
  // Use `pipeline`, not `pipe`: then a browser that disconnects stops the generation.
  pipeline(Readable.fromWeb(relayed.body as ReadableStream), response, () => {});
});

const server = app.listen(Number(process.env["PORT"] ?? 3000), "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
