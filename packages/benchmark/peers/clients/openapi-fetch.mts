import { EventSourceParserStream } from "eventsource-parser/stream";
import createClient from "openapi-fetch";
import type { CallOptions, ChatRequest, Client } from "../client.ts";

/** The types that a user of openapi-fetch writes for the API. */
interface Paths {
  "/chat/completions": {
    post: {
      requestBody: { content: { "application/json": object } };
      responses: { 200: { content: { "application/json": Completion } }; default: { content: object } };
    };
  };
}
interface Completion {
  choices: { message: { content: string | null } }[];
}
interface Chunk {
  choices: { delta: { content?: string | null } }[];
}

class StatusError extends Error {
  readonly status: number;
  constructor(status: number, body: unknown) {
    super(`${status}: ${JSON.stringify(body)}`);
    this.status = status;
  }
}

/** A client without an SDK, as it can be written in an afternoon. */
export const client: Client = {
  async complete(request, options) {
    const { data, error, response } = await post(request, options, "json");
    if (!data) throw new StatusError(response.status, error);
    return { text: data.choices?.[0]?.message.content ?? "", value: data };
  },

  async stream(request, options) {
    const { data, error, response } = await post(
      { ...request, unknown: { ...request.unknown, stream: true } },
      options,
      "stream",
    );
    if (!data) throw new StatusError(response.status, error);
    const events = data.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
    return (async function* () {
      for await (const event of events) {
        if (event.data === "[DONE]") return;
        const value = JSON.parse(event.data) as Chunk;
        yield { text: value.choices?.[0]?.delta.content ?? "", value };
      }
    })();
  },

  async completeWith({ model, messages }, options) {
    const rawClient = createClient<Paths>({ headers: { authorization: "Bearer sk" }, ...options });
    const { data, error, response } = await rawClient.POST("/chat/completions", { body: { model, messages } });
    if (!data) throw new StatusError(response.status, error);
    return { text: data.choices?.[0]?.message.content ?? "", value: data };
  },

  getStatus: (error) => (error instanceof StatusError ? error.status : undefined),
};

function post<As extends "json" | "stream">(request: ChatRequest, options: CallOptions, parseAs: As) {
  const { url, apiKey = "sk", timeoutMs, signal } = options;
  const { model, messages, unknown } = request;
  const rawClient = createClient<Paths>({ baseUrl: url, headers: { authorization: `Bearer ${apiKey}` } });
  const stop = signal ?? (timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs));
  return rawClient.POST("/chat/completions", {
    body: { model, messages, ...unknown },
    parseAs,
    ...(stop && { signal: stop }),
  });
}
