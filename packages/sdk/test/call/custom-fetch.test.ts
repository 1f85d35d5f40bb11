import { describe, expect, test } from "vitest";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import { completion, errorResponse } from "../support/responses.ts";
import { noRetries, observedClient, question } from "../support/observed-client.ts";

/** Removes the body stream, as in React Native, where a body can only be read as a whole. */
function removeBody(response: Response): Response {
  return Object.defineProperty(response, "body", { value: undefined });
}

/** Replaces the body with a Node stream, as in node-fetch. */
function replaceBody(response: Response): Response {
  return Object.defineProperty(response, "body", { value: { pipe() {}, on() {} } });
}

describe.each([
  ["without a body", removeBody],
  ["with a body that is not a ReadableStream", replaceBody],
])("a fetch that returns a response %s", (_, strip) => {
  test("returns a completion", async () => {
    const { client } = observedClient({ fetch: () => strip(Response.json(completion())) });
    expect(await client.chat.complete(question)).toEqual(completion());
  });

  test("reports the message of an error response", async () => {
    const { client } = observedClient({ retryConfig: noRetries, fetch: () => strip(errorResponse(400)) });
    expect(await chatComplete(client, question)).toMatchObject({
      ok: false,
      error: { name: "ChatCompletionError", message: "400: No luck" },
    });
  });

  test("reports an error response whose body cannot be read", async () => {
    const broken = Object.assign(strip(new Response("x", { status: 503 })), {
      text: () => Promise.reject(new Error()),
    });
    const { client } = observedClient({ retryConfig: noRetries, fetch: () => broken });
    expect(await chatComplete(client, question)).toMatchObject({
      ok: false,
      error: { name: "OpenRouterDefaultError", body: "" },
    });
  });

  test("fails a stream with the message that this fetch cannot stream", async () => {
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
