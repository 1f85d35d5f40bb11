import { isDeepStrictEqual } from "node:util";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import { hello } from "@org/test-server/client/client.ts";
import { getErrorLabel } from "@org/test-server/client/run-call.ts";
import * as fc from "fast-check";
import { assert, checkCall, checkError } from "../support/assertions.ts";
import { expectChunks, toChunk } from "../support/expected-chunks.ts";
import { createFuzzedClient } from "../support/fuzzed-client.ts";
import { responseJSON } from "../support/json-values.ts";
import type { Property } from "../support/property.ts";

const statuses = fc.constantFrom(200, 200, 200, 201, 400, 401, 402, 408, 429, 500, 503, 599);
const contentTypes = fc.constantFrom("application/json", "text/event-stream", "text/html", "");
const spaces = fc.constantFrom("", " \n", "\ufeff");

export const responses: readonly Property[] = [
  {
    name: "a JSON response becomes an unchanged completion, or the error that it describes",
    property: fc.asyncProperty(responseJSON(), statuses, contentTypes, spaces, async (json, status, type, space) => {
      const text = JSON.stringify(json);
      const { core } = createFuzzedClient(() => createResponse(space + text, status, type));
      const result = await checkCall(() => chatComplete(core, hello));
      const body = JSON.parse(text) as unknown;
      const expected = expectOutcome(body, status);
      assert((result.ok ? "completion" : result.error.name) === expected, `Expected ${expected}`);
      if (result.ok) assert(isDeepStrictEqual(result.value, body), "The completion must be the JSON of the response");
      else if ("statusCode" in result.error && status >= 400) {
        assert(result.error.statusCode === status, "The error must have the status of the response");
      }
    }),
  },
  {
    name: "a JSON response to stream: true becomes the error that it describes, or an error for the missing stream",
    property: fc.asyncProperty(responseJSON(), statuses, contentTypes, spaces, async (json, status, type, space) => {
      const text = JSON.stringify(json);
      const { core } = createFuzzedClient(() => createResponse(space + text, status, type));
      const result = await checkCall(() => chatComplete(core, { ...hello, stream: true }));
      const expected = expectOutcome(JSON.parse(text), status);
      if (expected === "ChatCompletionError" || expected === "OpenRouterDefaultError") {
        assert(!result.ok && result.error.name === expected, `Expected ${expected}`);
      } else {
        // A single number or word is a field name in an event stream, which is then truncated.
        assert(
          !result.ok && /ResponseValidation|Connection/.test(result.error.name),
          "Expected ResponseValidationError or ConnectionError",
        );
      }
    }),
  },
  {
    name: "JSON in the events of a stream becomes unchanged chunks, up to the first error",
    property: fc.asyncProperty(fc.array(responseJSON(), { maxLength: 5 }), async (events) => {
      const body = [...events.map((event) => JSON.stringify(event)), "[DONE]"]
        .map((data) => `data: ${data}\n\n`)
        .join("");
      const { core } = createFuzzedClient(() => createResponse(body, 200, "text/event-stream"));
      const result = await checkCall(() => chatComplete(core, { ...hello, stream: true }));
      const sent = events.map((event) => JSON.parse(JSON.stringify(event)) as unknown);
      const { chunkCount, fails } = expectChunks(sent);
      if (!result.ok) {
        assert(fails && chunkCount === 0, "The call must fail only when the first event is an error");
        return;
      }
      const chunks: unknown[] = [];
      let failure: unknown;
      try {
        for await (const chunk of result.value) chunks.push(chunk);
      } catch (error) {
        failure = error;
        checkError(error);
      }
      const expected = sent.slice(0, chunkCount).map((event) => toChunk(event as Record<string, unknown>));
      assert(isDeepStrictEqual(chunks, expected), "Each chunk must be the JSON of its event");
      assert((failure !== undefined) === fails, "The stream must throw for an error event, and only for that");
    }),
  },
  {
    name: "an error response with any text and status becomes an error with that status",
    property: fc.asyncProperty(
      fc.string(),
      fc.integer({ min: 400, max: 599 }),
      fc.boolean(),
      async (text, status, stream) => {
        const { core } = createFuzzedClient(() => new Response(text, { status }));
        const result = await checkCall(() => chatComplete(core, { ...hello, stream }));
        assert(
          !result.ok && getErrorLabel(result.error).endsWith(String(status)),
          "Expected an error with this status",
        );
      },
    ),
  },
];

function createResponse(text: string, status: number, type: string): Response {
  return new Response(text, { status, headers: type ? { "content-type": type } : {} });
}

/** Returns the name of the error that a response must become, or `completion`. */
function expectOutcome(json: unknown, status: number): string {
  if (hasError(json)) return "ChatCompletionError";
  if (status >= 400) return "OpenRouterDefaultError";
  const choices = isRecord(json) && Array.isArray(json["choices"]) ? (json["choices"] as unknown[]) : undefined;
  if (choices?.[0] && choices.every(hasFailed)) return "ChatCompletionError";
  return choices ? "completion" : "ResponseValidationError";
}

function hasFailed(choice: unknown): boolean {
  const { error, finish_reason: reason } = (choice ?? {}) as { error?: unknown; finish_reason?: unknown };
  return typeof choice === "object" && Boolean(error || reason === "error");
}

function hasError(json: unknown): boolean {
  if (Array.isArray(json)) return json.some((item) => isRecord(item) && Boolean(item["error"]));
  return isRecord(json) && Boolean(json["error"]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
