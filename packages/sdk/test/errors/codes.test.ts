import { describe, expect, test } from "vitest";
import type { ChatCompletion } from "@org/types/schemas";
import { createBudget } from "../../src/budget.ts";
import { BudgetExceededError } from "../../src/errors/budget-error.ts";
import { InvalidOutputError, OutputError, RefusalError, TruncatedOutputError } from "../../src/errors/output-error.ts";
import { StepLimitError, ToolError } from "../../src/errors/tool-error.ts";
import type { AssistantToolCall } from "../../src/funcs/toAssistantMessage.ts";
import * as errors from "../../src/models/errors.ts";
import type { RetryConfig } from "../../src/options.ts";
import { noRetries, observedClient, question, type FetchHandler } from "../support/observed-client.ts";
import { getRejection, readAll } from "../support/promises.ts";
import { chunk, completion, errorResponse, event, eventStream } from "../support/responses.ts";

const init = { statusCode: 503, body: "", rawResponse: new Response() };
const output = { text: "", completion: completion() as unknown as ChatCompletion };
const toolCall: AssistantToolCall = { id: "call-1", type: "function", function: { name: "f", arguments: "{}" } };

interface Coded extends Error {
  readonly code: string;
  readonly isRetryable: boolean;
  readonly retryAfterMs: number | undefined;
  toJSON(): Record<string, unknown>;
}

const table: [string, Coded][] = [
  ["http_503", new errors.OpenRouterError("m", init)],
  ["http_503", new errors.APIError("m", { ...init, error: { code: "busy", message: "x" } })],
  ["http_503", new errors.ChatCompletionError("m", { ...init, error: { code: 429, message: "x" } })],
  ["http_503", new errors.OpenRouterDefaultError("m", init)],
  ["invalid_response", new errors.ResponseValidationError("m", { ...init, statusCode: 200, rawText: "" })],
  ["unexpected_error", new errors.HTTPClientError("m")],
  ["connection_refused", new errors.ConnectionError("refused", "m")],
  ["connection_dns", new errors.ConnectionError("dns", "m")],
  ["connection_reset", new errors.ConnectionError("reset", "m")],
  ["connection_truncated", new errors.ConnectionError("truncated", "m")],
  ["connection_tls", new errors.ConnectionError("tls", "m")],
  ["connection_network", new errors.ConnectionError("network", "m")],
  ["timeout_attempt", new errors.RequestTimeoutError("attempt", 5)],
  ["timeout_idle", new errors.RequestTimeoutError("idle", 5)],
  ["timeout_runtime", new errors.RequestTimeoutError("runtime", undefined)],
  ["aborted", new errors.RequestAbortedError()],
  ["invalid_request", new errors.InvalidRequestError("m")],
  ["budget_exceeded", new BudgetExceededError("cost", { limit: 1, totals: createBudget().totals() })],
  ["unexpected_error", new errors.UnexpectedClientError("m")],
  ["invalid_output", new OutputError("m", output)],
  ["output_refused", new RefusalError("no", output)],
  ["output_filtered", new RefusalError(undefined, output)],
  ["output_truncated", new TruncatedOutputError(output)],
  ["invalid_output_json", new InvalidOutputError("json", "m", output)],
  ["invalid_output_schema", new InvalidOutputError("schema", "m", output)],
  ["tool_unknown", new ToolError("unknown", "m", { toolCall })],
  ["tool_arguments", new ToolError("arguments", "m", { toolCall })],
  ["tool_execution", new ToolError("execution", "m", { toolCall })],
  ["step_limit", new StepLimitError(3)],
];

describe("every error has a code, isRetryable and retryAfterMs", () => {
  test.each(table)("%s: %s", (code, error) => {
    const expected = { code, isRetryable: false, retryAfterMs: undefined };
    expect(error).toMatchObject(expected);
    expect(error).toHaveProperty("retryAfterMs");
    expect(error.toJSON()).toMatchObject({ name: error.name, message: error.message, ...expected });
    expect(Object.keys(error)).toEqual(expect.arrayContaining(Object.keys(expected)));
  });

  test("the code of the API is in error.code", () => {
    const error = new errors.ChatCompletionError("m", { ...init, error: { code: "busy", message: "x" } });
    expect(error.toJSON()).toMatchObject({ code: "http_503", error: { code: "busy" } });
  });
});

const refuse: FetchHandler = () =>
  Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ECONNREFUSED" }) }));
const timeOut: FetchHandler = () => Promise.reject(new TypeError("The request timed out."));
const unretried: RetryConfig = { strategy: "backoff", maxRetries: 0, retryConnectionErrors: false };

describe("isRetryable of the error of a call", () => {
  test.each<[string, FetchHandler, RetryConfig, string, boolean]>([
    ["a failed connection", refuse, noRetries, "connection_refused", true],
    ["a failed connection with retryConnectionErrors: false", refuse, unretried, "connection_refused", false],
    ["a timeout", timeOut, noRetries, "timeout_runtime", true],
    ["a timeout with retryConnectionErrors: false", timeOut, unretried, "timeout_runtime", false],
    ["a 429", () => errorResponse(429), unretried, "http_429", true],
    ["a 400", () => errorResponse(400), noRetries, "http_400", false],
    ["an invalid response", () => Response.json({}), noRetries, "invalid_response", false],
    ["a fetch that fails", () => Promise.reject(new Error("x")), noRetries, "unexpected_error", false],
  ])("%s", async (_, fetch, retryConfig, code, isRetryable) => {
    const error = await getRejection(observedClient({ fetch, retryConfig }).client.chat.complete(question));
    expect(error).toMatchObject({ code, isRetryable });
  });

  test("an abort and an invalid request are not retryable", async () => {
    const { client } = observedClient({ fetch: () => errorResponse(500) });
    expect(await getRejection(client.chat.complete(question, { signal: AbortSignal.abort() }))).toMatchObject({
      code: "aborted",
      isRetryable: false,
    });
    expect(await getRejection(client.chat.complete({ messages: [] }))).toMatchObject({
      code: "invalid_request",
      isRetryable: false,
    });
  });

  test("a truncated stream is retryable before its first chunk, but not after it", async () => {
    const { client } = observedClient({ retryConfig: noRetries, fetch: () => eventStream(event(chunk("a"))) });
    const { error } = await readAll(await client.chat.complete({ ...question, stream: true }));
    expect(error).toMatchObject({ code: "connection_truncated", isRetryable: false });
    const { client: other } = observedClient({ retryConfig: noRetries, fetch: () => eventStream("data: {") });
    expect(await getRejection(other.chat.complete({ ...question, stream: true }))).toMatchObject({
      code: "connection_truncated",
      isRetryable: true,
    });
  });
});
