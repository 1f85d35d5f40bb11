import { describe, expect, test } from "vitest";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import { completion, errorResponse } from "../support/responses.ts";
import { noRetries, observedClient, question } from "../support/observed-client.ts";

/** A response as React Native's fetch gives it: its body can be read as a whole, but is not there as a stream. */
function withoutBody(response: Response): Response {
  return Object.defineProperty(response, "body", { value: undefined });
}

/** A response as node-fetch gives it: its body is a stream of Node. */
function withForeignBody(response: Response): Response {
  return Object.defineProperty(response, "body", { value: { pipe() {}, on() {} } });
}

describe.each([
  ["without a body", withoutBody],
  ["with a body that is not a ReadableStream", withForeignBody],
])("a fetch whose response is one %s", (_, strip) => {
  test("gives a completion", async () => {
    const { client } = observedClient({ fetch: () => strip(Response.json(completion())) });
    expect(await client.chat.complete(question)).toEqual(completion());
  });

  test("gives an error response its message", async () => {
    const { client } = observedClient({ retryConfig: noRetries, fetch: () => strip(errorResponse(400)) });
    expect(await chatComplete(client, question)).toMatchObject({
      ok: false,
      error: { name: "ChatCompletionError", message: "400: No luck" },
    });
  });

  test("gives an error response without its body when that cannot be read", async () => {
    const broken = Object.assign(strip(new Response("x", { status: 503 })), {
      text: () => Promise.reject(new Error()),
    });
    const { client } = observedClient({ retryConfig: noRetries, fetch: () => broken });
    expect(await chatComplete(client, question)).toMatchObject({
      ok: false,
      error: { name: "OpenRouterDefaultError", body: "" },
    });
  });

  test("fails a stream with a message that this fetch cannot stream", async () => {
    const { client, requests } = observedClient({
      fetch: () => strip(new Response("data: [DONE]\n\n", { headers: { "content-type": "text/event-stream" } })),
    });
    expect(await chatComplete(client, { ...question, stream: true })).toMatchObject({
      ok: false,
      attempts: 1,
      error: { name: "UnexpectedClientError", message: expect.stringContaining("This fetch cannot stream") },
    });
    expect(requests).toHaveLength(1);
  });
});
