import { describe, expect, test } from "vitest";
import { OpenRouter } from "../../src/client.ts";
import { createControlledBody } from "../support/controlled-body.ts";
import { noRetries, observedClient, question, testKey, type FetchHandler } from "../support/observed-client.ts";
import { getTexts } from "../support/open-stream.ts";
import { getRejection, readAll } from "../support/promises.ts";
import { event, eventStream, chunk } from "../support/responses.ts";

const serverURL = "https://api.test:8443/v1?key=hunter2";
const createClient = (fetch: FetchHandler) => observedClient({ serverURL, retryConfig: noRetries, fetch }).client;

/** Creates a response whose body fails after the text. */
function createFailingResponse(text: string): Response {
  const body = createControlledBody();
  body.write(text);
  body.error(new TypeError("terminated"));
  return eventStream(body.stream);
}

describe("a network error names the host and port of the server, without credentials and the query string", () => {
  test("when fetch rejects", async () => {
    const cause = new TypeError(`error sending request for url (${serverURL}): client error`);
    const error = await getRejection(createClient(() => Promise.reject(cause)).chat.complete(question));
    expect(error).toMatchObject({ name: "ConnectionError", kind: "network" });
    expect((error as Error).message).toMatch(/^The connection to https:\/\/api\.test:8443 failed \(/);
    expect((error as Error).message).not.toContain("hunter2");
    expect((error as Error).message).not.toContain(testKey);
  });

  test("when fetch rejects a blocked port", async () => {
    const client = new OpenRouter({ apiKey: testKey, serverURL: "http://127.0.0.1:1/v1", retryConfig: noRetries });
    expect(await getRejection(client.chat.complete(question))).toMatchObject({
      name: "ConnectionError",
      kind: "network",
      message: "The connection to http://127.0.0.1:1 failed (bad port)",
    });
  });

  test("when the body of a completion fails", async () => {
    const client = createClient(() => createFailingResponse('{"choices":'));
    expect(await getRejection(client.chat.complete(question))).toMatchObject({
      message: "The connection to https://api.test:8443 was closed before the response was complete (terminated)",
    });
  });

  test("when a stream is truncated", async () => {
    const client = createClient(() => eventStream(event(chunk("a"))));
    const { items, error } = await readAll(await client.chat.complete({ ...question, stream: true }));
    expect(getTexts(items)).toEqual(["a"]);
    expect(error).toMatchObject({
      message: "The connection to https://api.test:8443 was closed before the response was complete",
    });
  });

  test("when a middleware sends the request to another server", async () => {
    const { client } = observedClient({
      retryConfig: noRetries,
      middleware: [{ onRequest: ({ request }) => new Request("http://gateway.test:81/v1?key=hunter2", request) }],
      fetch: () => Promise.reject(new TypeError("fetch failed")),
    });
    expect(await getRejection(client.chat.complete(question))).toMatchObject({
      message: "The connection to http://gateway.test:81 failed (fetch failed)",
    });
  });

  test("when a middleware fails before the request is sent", async () => {
    const { client } = observedClient({
      retryConfig: noRetries,
      middleware: [{ onRequest: () => Promise.reject(new TypeError("fetch failed")) }],
      fetch: () => new Response(),
    });
    expect(await getRejection(client.chat.complete(question))).toMatchObject({
      message: "The connection failed (fetch failed)",
    });
  });
});
