// Tests without a key. Record the service once with a key: RECORD=1 node testing.ts. After that: node testing.ts
import assert from "node:assert/strict";
import { test } from "node:test";
import { OpenRouter } from "@org/sdk";
import { ConnectionError } from "@org/sdk/models/errors";
import {
  errorResponse,
  jsonResponse,
  mockFetch,
  recordFetch,
  replayFetch,
  sseResponse,
  type MockAnswer,
} from "@org/sdk/testing.js";

/** The function under test. */
async function rivers(openRouter: OpenRouter, city: string): Promise<string> {
  const content = `Name three rivers that cross ${city}.`;
  const completion = await openRouter.chat.complete({ messages: [{ role: "user", content }] });
  return completion.choices[0]?.message.content ?? "";
}

const folder = process.argv[2] ?? "recordings";
const recorder = process.env["RECORD"] === "1" ? recordFetch(folder) : undefined;
const replay = recorder ? undefined : replayFetch(folder);

test("summarizes a recorded response", async () => {
  const openRouter = recorder ? new OpenRouter({ fetch: recorder }) : new OpenRouter({ apiKey: "none", fetch: replay });
  assert.match(await rivers(openRouter, "Vienna"), /Danube/);
  await recorder?.settled();
  await replay?.assertAllUsed();
});

/** Creates a client with these responses, and returns the requests that it sends. */
function createClient(...responses: MockAnswer[]) {
  const fetch = mockFetch(responses);
  return { openRouter: new OpenRouter({ apiKey: "none", fetch }), requests: fetch.requests };
}

test("retries a busy service", async () => {
  const busy = errorResponse(503, "Busy", undefined, { headers: { "retry-after-ms": "1" } });
  const { openRouter, requests } = createClient(busy, jsonResponse("The Mur."));
  assert.equal(await rivers(openRouter, "Graz"), "The Mur.");
  assert.match(requests[0]?.text ?? "", /cross Graz/);
});

test("fails for a truncated stream", async () => {
  const { openRouter } = createClient(sseResponse("The Salzach, and …", { comments: 1, cutAfter: 2 }));
  const stream = await openRouter.chat.complete({ messages: [{ role: "user", content: "Salzburg?" }], stream: true });
  let text = "";
  const reading = (async () => {
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
  })();
  await assert.rejects(reading, (error) => ConnectionError.isInstance(error) && error.kind === "truncated");
  assert.equal(text, "The ");
});
