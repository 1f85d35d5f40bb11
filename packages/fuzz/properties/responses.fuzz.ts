import { isDeepStrictEqual } from "node:util";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import { hello } from "@org/test-server/client/client.ts";
import { nameOf } from "@org/test-server/client/ending.ts";
import * as fc from "fast-check";
import { checked, checkError, must } from "../support/assertions.ts";
import { expectDelivered, toDelivered } from "../support/expected-chunks.ts";
import { fuzzedClient } from "../support/fuzzed-client.ts";
import { answerLike } from "../support/json-values.ts";
import type { Property } from "../support/property.ts";

const statuses = fc.constantFrom(200, 200, 200, 201, 400, 401, 402, 408, 429, 500, 503, 599);
const contentTypes = fc.constantFrom("application/json", "text/event-stream", "text/html", "");
const spaces = fc.constantFrom("", " \n", "\ufeff");

export const answers: readonly Property[] = [
  {
    name: "any JSON as an answer is a completion, untouched, or the error that it says",
    property: fc.asyncProperty(answerLike(), statuses, contentTypes, spaces, async (json, status, type, space) => {
      const text = JSON.stringify(json);
      const { core } = fuzzedClient(() => answered(space + text, status, type));
      const result = await checked(() => chatComplete(core, hello));
      const said = JSON.parse(text) as unknown;
      const wanted = wantedOf(said, status);
      must((result.ok ? "whole" : result.error.name) === wanted, `It must be ${wanted}`);
      if (result.ok) must(isDeepStrictEqual(result.value, said), "The answer must be as it was sent");
      else if ("statusCode" in result.error && status >= 400) {
        must(result.error.statusCode === status, "The status must be the answer's");
      }
    }),
  },
  {
    name: "any JSON in answer to stream: true is the error that it says, or no stream",
    property: fc.asyncProperty(answerLike(), statuses, contentTypes, spaces, async (json, status, type, space) => {
      const text = JSON.stringify(json);
      const { core } = fuzzedClient(() => answered(space + text, status, type));
      const result = await checked(() => chatComplete(core, { ...hello, stream: true }));
      const wanted = wantedOf(JSON.parse(text), status);
      if (wanted === "ChatCompletionError" || wanted === "OpenRouterDefaultError") {
        must(!result.ok && result.error.name === wanted, `It must be ${wanted}`);
      } else {
        // A number or a word alone is a field of an event stream, which is cut then.
        must(!result.ok && /ResponseValidation|Connection/.test(result.error.name), "It must not be understood");
      }
    }),
  },
  {
    name: "any JSON in the events of a stream comes out as it is, up to its first error",
    property: fc.asyncProperty(fc.array(answerLike(), { maxLength: 5 }), async (events) => {
      const body = [...events.map((event) => JSON.stringify(event)), "[DONE]"]
        .map((data) => `data: ${data}\n\n`)
        .join("");
      const { core } = fuzzedClient(() => answered(body, 200, "text/event-stream"));
      const result = await checked(() => chatComplete(core, { ...hello, stream: true }));
      const said = events.map((event) => JSON.parse(JSON.stringify(event)) as unknown);
      const { delivered, fails } = expectDelivered(said);
      if (!result.ok) {
        must(fails && delivered === 0, "It must fail at the call only when the first event is to blame");
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
      const wanted = said.slice(0, delivered).map((event) => toDelivered(event as Record<string, unknown>));
      must(isDeepStrictEqual(chunks, wanted), "Each chunk must be as it was sent");
      must((failure !== undefined) === fails, "An error must be thrown where one is, and only there");
    }),
  },
  {
    name: "any text with any status is an error with that text, and no other end",
    property: fc.asyncProperty(
      fc.string(),
      fc.integer({ min: 400, max: 599 }),
      fc.boolean(),
      async (text, status, stream) => {
        const { core } = fuzzedClient(() => new Response(text, { status }));
        const result = await checked(() => chatComplete(core, { ...hello, stream }));
        must(!result.ok && nameOf(result.error).endsWith(String(status)), "It must be an error of this status");
      },
    ),
  },
];

function answered(text: string, status: number, type: string): Response {
  return new Response(text, { status, headers: type ? { "content-type": type } : {} });
}

function wantedOf(json: unknown, status: number): string {
  if (hasError(json)) return "ChatCompletionError";
  if (status >= 400) return "OpenRouterDefaultError";
  const choices = isRecord(json) && Array.isArray(json["choices"]) ? (json["choices"] as unknown[]) : undefined;
  if (choices?.[0] && choices.every(hasFailed)) return "ChatCompletionError";
  return choices ? "whole" : "ResponseValidationError";
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
