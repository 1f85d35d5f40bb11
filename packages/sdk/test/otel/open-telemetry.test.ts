import { context, metrics, SpanKind, SpanStatusCode, trace, type Attributes } from "@opentelemetry/api";
import type { ReadableSpan } from "@opentelemetry/sdk-trace";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { chatTools, tool } from "../../src/funcs/chatTools.ts";
import { createObserver } from "../../src/observer.ts";
import { openTelemetry, type OpenTelemetryOptions } from "../../src/otel.ts";
import { InvalidRequestError } from "../../src/errors/client-error.ts";
import { immediateRetries, noRetries, observedClient, question, testKey } from "../support/observed-client.ts";
import { getRejection, readAll } from "../support/promises.ts";
import { chunk, completion, done, errorResponse, event, events, lastChunk, sse } from "../support/responses.ts";
import { createTelemetry, registerContextManager, tracedClient } from "../support/telemetry.ts";

let manager: Disposable;
beforeAll(() => {
  manager = registerContextManager();
});
afterAll(() => manager[Symbol.dispose]());

const usage = {
  prompt_tokens: 50,
  completion_tokens: 20,
  total_tokens: 70,
  cost: 0.25,
  prompt_tokens_details: { cached_tokens: 30, cache_write_tokens: 10 },
  completion_tokens_details: { reasoning_tokens: 15 },
};
const server = { "server.address": "api.test", "server.port": 443 };
const chat = { "gen_ai.operation.name": "chat", "gen_ai.provider.name": "openrouter", ...server };
const streamed = { ...question, stream: true } as const;

function getOnly(spans: readonly ReadableSpan[]): ReadableSpan {
  expect(spans).toHaveLength(1);
  return spans[0] as ReadableSpan;
}

/** Returns the events of a span, without their times. */
function getEvents(span: ReadableSpan): [name: string, attributes: Attributes | undefined][] {
  return span.events.map(({ name, attributes }) => [name, attributes]);
}

describe("the span of a completion", () => {
  test("has the names of the conventions for request, response and usage", async () => {
    const { client, getSpans } = tracedClient(() => Response.json(completion({ usage })));
    await client.chat.complete({
      ...question,
      model: "acme/small",
      temperature: 0.5,
      top_p: 0.9,
      top_k: 40,
      max_tokens: 100,
      seed: 7,
      frequency_penalty: 0.1,
      presence_penalty: 0.2,
      stop: ["END", "STOP"],
      response_format: { type: "json_object" },
      session_id: "session-1",
    });
    const span = getOnly(getSpans());
    expect({ name: span.name, kind: span.kind, status: span.status }).toEqual({
      name: "chat acme/small",
      kind: SpanKind.CLIENT,
      status: { code: SpanStatusCode.UNSET },
    });
    expect(span.attributes).toEqual({
      ...chat,
      "gen_ai.conversation.id": "session-1",
      "gen_ai.output.type": "json",
      "gen_ai.request.model": "acme/small",
      "gen_ai.request.temperature": 0.5,
      "gen_ai.request.top_p": 0.9,
      "gen_ai.request.top_k": 40,
      "gen_ai.request.max_tokens": 100,
      "gen_ai.request.seed": 7,
      "gen_ai.request.frequency_penalty": 0.1,
      "gen_ai.request.presence_penalty": 0.2,
      "gen_ai.request.stop_sequences": ["END", "STOP"],
      "gen_ai.response.id": "gen-1",
      "gen_ai.response.model": "acme/small-1",
      "gen_ai.response.finish_reasons": ["stop"],
      "gen_ai.usage.input_tokens": 50,
      "gen_ai.usage.output_tokens": 20,
      "gen_ai.usage.cache_read.input_tokens": 30,
      "gen_ai.usage.cache_creation.input_tokens": 10,
      "gen_ai.usage.reasoning.output_tokens": 15,
      "openrouter.cost": 0.25,
    });
    expect(getEvents(span)).toEqual([]);
    expect(span.instrumentationScope).toMatchObject({
      name: "@org/sdk",
      schemaUrl: "https://opentelemetry.io/schemas/1.41.1",
    });
  });

  test("has the choice count, the newer token limit, one stop sequence, and all finish reasons", async () => {
    const choices = [choice(), { ...choice(), index: 1, finish_reason: "length" }];
    const { client, getSpans } = tracedClient(() => Response.json(completion({ choices })), {
      serverURL: "http://localhost:8080/v1",
    });
    await client.chat.complete(
      { ...question, max_completion_tokens: 9, max_tokens: 8, stop: "END" },
      { extraBody: { n: 2 } },
    );
    const { name, attributes } = getOnly(getSpans());
    expect(name).toBe("chat");
    expect(attributes).not.toHaveProperty("gen_ai.request.model");
    expect(attributes).toMatchObject({
      "server.address": "localhost",
      "server.port": 8080,
      "gen_ai.request.choice.count": 2,
      "gen_ai.request.max_tokens": 9,
      "gen_ai.request.stop_sequences": ["END"],
      "gen_ai.response.finish_reasons": ["stop", "length"],
    });
  });

  test("omits parameters that are null, a choice count of one, and details that the response does not have", async () => {
    const { client, getSpans } = tracedClient(() => Response.json({ choices: [choice()] }), {
      serverURL: "http://localhost/v1",
    });
    const body = { ...question, temperature: null, stop: null, seed: null };
    await client.chat.complete(body, { extraBody: { n: 1 } });
    expect(getOnly(getSpans()).attributes).toEqual({
      ...chat,
      "server.address": "localhost",
      "server.port": 80,
      "gen_ai.response.finish_reasons": ["stop"],
    });
  });

  test("has an event for each retry, with the status of the response before it", async () => {
    const { client, getSpans } = tracedClient(
      (_, index) => {
        if (index === 1) throw new TypeError("fetch failed");
        return index === 0 ? errorResponse(503) : Response.json(completion());
      },
      { retryConfig: immediateRetries },
    );
    await client.chat.complete(question);
    const span = getOnly(getSpans());
    expect(span.status.code).toBe(SpanStatusCode.UNSET);
    expect(getEvents(span)).toEqual([
      ["openrouter.retry", { "http.request.resend_count": 1, "http.response.status_code": 503 }],
      ["openrouter.retry", { "http.request.resend_count": 2 }],
    ]);
  });

  test("has the code and the message of the error", async () => {
    const { client, getSpans } = tracedClient(() => errorResponse(429, { code: 429, message: "Busy" }), {
      retryConfig: noRetries,
    });
    const error = (await getRejection(client.chat.complete(question))) as Error;
    const span = getOnly(getSpans());
    expect(span.attributes).toMatchObject({ ...chat, "error.type": "http_429" });
    expect(span.status).toEqual({ code: SpanStatusCode.ERROR, message: error.message });
  });

  test.each<[string, unknown, string]>([
    ["an error of this SDK", new InvalidRequestError("Over the limit"), "invalid_request"],
    ["another error", new RangeError("broken"), "RangeError"],
    ["a value that is not an error", "broken", "_OTHER"],
  ])("ends when another observer refuses the call with %s", async (_, thrown, errorType) => {
    const { tracerProvider, getSpans } = createTelemetry();
    const refusing = createObserver(() => {
      throw thrown;
    });
    const { client } = observedClient({
      observers: [openTelemetry({ tracerProvider }), refusing],
      fetch: () => Response.json(completion()),
    });
    await getRejection(client.chat.complete(question));
    const span = getOnly(getSpans());
    expect(span.status.code).toBe(SpanStatusCode.ERROR);
    expect(span.attributes["error.type"]).toBe(errorType);
  });
});

describe("the span of a stream", () => {
  test("ends with the stream, and has the model, the usage and the cost of its chunks", async () => {
    const body = event(chunk("a")) + event(chunk("b")) + event(lastChunk({ usage })) + done;
    const { client, getSpans } = tracedClient(() => sse(body));
    const stream = await client.chat.complete({ ...streamed, model: "acme/small" });
    expect(getSpans()).toEqual([]);
    await readAll(stream);
    const span = getOnly(getSpans());
    expect(span.attributes).toEqual({
      ...chat,
      "gen_ai.request.model": "acme/small",
      "gen_ai.request.stream": true,
      "gen_ai.response.id": "gen-1",
      "gen_ai.response.model": "acme/small-1",
      "gen_ai.response.finish_reasons": ["stop"],
      "gen_ai.response.time_to_first_chunk": expect.any(Number),
      "gen_ai.usage.input_tokens": 50,
      "gen_ai.usage.output_tokens": 20,
      "gen_ai.usage.cache_read.input_tokens": 30,
      "gen_ai.usage.cache_creation.input_tokens": 10,
      "gen_ai.usage.reasoning.output_tokens": 15,
      "openrouter.cost": 0.25,
    });
    expect(getEvents(span).map(([name]) => name)).toEqual(["openrouter.first_chunk"]);
    expect(span.status.code).toBe(SpanStatusCode.UNSET);
  });

  test("ends without an error when the caller leaves the stream", async () => {
    const { client, getSpans } = tracedClient(() => sse(events("a", "b")));
    for await (const _ of await client.chat.complete(streamed)) break;
    const span = getOnly(getSpans());
    expect(getEvents(span).map(([name]) => name)).toEqual(["openrouter.first_chunk", "openrouter.canceled"]);
    expect(span.status.code).toBe(SpanStatusCode.UNSET);
    expect(span.attributes).toMatchObject({ "gen_ai.response.id": "gen-1" });
    expect(span.attributes).not.toHaveProperty("gen_ai.response.finish_reasons");
  });

  test("ends with the error of a stream that fails", async () => {
    const { client, getSpans } = tracedClient(() => sse(event(chunk("a"))));
    await readAll(await client.chat.complete(streamed));
    const span = getOnly(getSpans());
    expect(span.status.code).toBe(SpanStatusCode.ERROR);
    expect(span.attributes).toMatchObject({ "error.type": "connection_truncated", "gen_ai.response.id": "gen-1" });
  });
});

describe("the span of another operation", () => {
  test("of embeddings has the names of the conventions", async () => {
    const value = {
      id: "emb-1",
      object: "list",
      model: "acme/vectors-1",
      data: [{ object: "embedding", embedding: [1, 0] }],
      usage: { prompt_tokens: 4, total_tokens: 4, cost: 0.5 },
    };
    const { client, getSpans } = tracedClient(() => Response.json(value));
    await client.embeddings.create({ model: "acme/vectors", input: "Text", dimensions: 2, encoding_format: "float" });
    const { name, kind, attributes } = getOnly(getSpans());
    expect([name, kind]).toEqual(["embeddings acme/vectors", SpanKind.CLIENT]);
    expect(attributes).toEqual({
      ...chat,
      "gen_ai.operation.name": "embeddings",
      "gen_ai.request.model": "acme/vectors",
      "gen_ai.request.encoding_formats": ["float"],
      "gen_ai.embeddings.dimension.count": 2,
      "gen_ai.response.id": "emb-1",
      "gen_ai.response.model": "acme/vectors-1",
      "gen_ai.usage.input_tokens": 4,
      "openrouter.cost": 0.5,
    });
  });

  test("without a model has method, path template and status, and no metrics", async () => {
    const { client, getSpans, getMetrics } = tracedClient(
      (_, index) => (index === 0 ? errorResponse(500) : Response.json({ data: { id: "acme/small" } })),
      { retryConfig: immediateRetries },
    );
    await client.models.get({ author: "acme", slug: "small" });
    const span = getOnly(getSpans());
    expect([span.name, span.kind]).toEqual(["GET /model/{author}/{slug}", SpanKind.CLIENT]);
    expect(span.attributes).toEqual({
      "http.request.method": "GET",
      "url.template": "/model/{author}/{slug}",
      "http.response.status_code": 200,
      ...server,
    });
    expect(getEvents(span).map(([name]) => name)).toEqual(["openrouter.retry"]);
    expect(await getMetrics()).toEqual([]);
  });
});

describe("the context of a span", () => {
  test("is active in each attempt, and not after the call", async () => {
    const seen: (string | undefined)[] = [];
    const { client, getSpans } = tracedClient(
      (_, index) => {
        seen.push(trace.getActiveSpan()?.spanContext().spanId);
        return index === 0 ? errorResponse(500) : Response.json(completion());
      },
      { retryConfig: immediateRetries },
    );
    await client.chat.complete(question);
    const { spanId } = getOnly(getSpans()).spanContext();
    expect(seen).toEqual([spanId, spanId]);
    expect(trace.getActiveSpan()).toBeUndefined();
  });

  test("has the caller's span as its parent", async () => {
    const { client, getSpans, tracerProvider } = tracedClient(() => Response.json(completion()));
    const parent = tracerProvider.getTracer("app").startSpan("request");
    await context.with(trace.setSpan(context.active(), parent), () => client.chat.complete(question));
    expect(getOnly(getSpans()).parentSpanContext?.spanId).toBe(parent.spanContext().spanId);
  });
});

describe("the spans of chatTools", () => {
  const calls = ["good", "bad"].map((name) => ({
    id: `call-${name}`,
    type: "function",
    function: { name, arguments: '{"city":"Graz"}' },
  }));
  const message = { role: "assistant", content: null, tool_calls: calls };

  async function runTools(captureMessages?: boolean): Promise<ReadableSpan[]> {
    const { client, getSpans } = tracedClient(
      (_, index) =>
        Response.json(
          completion(
            index === 0 ? { choices: [{ index: 0, finish_reason: "tool_calls", message }], usage } : { usage },
          ),
        ),
      { captureMessages },
    );
    const good = tool({ name: "good", description: "Works.", execute: () => ({ degrees: 21 }) });
    const bad = tool({
      name: "bad",
      execute() {
        throw new Error("no luck");
      },
    });
    await chatTools(client, { ...question, model: "acme/small", tools: [good, bad] });
    return getSpans();
  }

  test("are a tree of the run with its calls and its tools", async () => {
    const spans = await runTools();
    const names = new Map(spans.map((span) => [span.spanContext().spanId, span.name]));
    const edges = spans.map((span) => [names.get(span.parentSpanContext?.spanId ?? ""), span.name]);
    expect(edges.toSorted()).toEqual(
      [
        [undefined, "invoke_agent"],
        ["invoke_agent", "chat acme/small"],
        ["invoke_agent", "chat acme/small"],
        ["invoke_agent", "execute_tool bad"],
        ["invoke_agent", "execute_tool good"],
      ].toSorted(),
    );
    expect(new Set(spans.map((span) => span.spanContext().traceId)).size).toBe(1);
  });

  test("have the usage of the run, and the name, description and ID of each tool", async () => {
    const spans = await runTools();
    const find = (name: string) => spans.find((span) => span.name === name);
    const [run, good, bad] = [find("invoke_agent"), find("execute_tool good"), find("execute_tool bad")];
    expect([run?.kind, good?.kind]).toEqual([SpanKind.INTERNAL, SpanKind.INTERNAL]);
    expect(run?.attributes).toEqual({
      "gen_ai.operation.name": "invoke_agent",
      "gen_ai.provider.name": "openrouter",
      "gen_ai.request.model": "acme/small",
      "gen_ai.usage.input_tokens": 100,
      "gen_ai.usage.output_tokens": 40,
      "openrouter.cost": 0.5,
    });
    expect(good?.attributes).toEqual({
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "good",
      "gen_ai.tool.description": "Works.",
      "gen_ai.tool.type": "function",
      "gen_ai.tool.call.id": "call-good",
    });
    expect(bad?.attributes).toMatchObject({ "gen_ai.tool.call.id": "call-bad", "error.type": "tool_execution" });
    expect(bad?.status).toEqual({ code: SpanStatusCode.ERROR, message: expect.stringContaining("no luck") });
  });

  test("have the error of a run that fails", async () => {
    const { client, getSpans } = tracedClient(() => errorResponse(400));
    const result = await chatTools(client, { ...question, tools: [] });
    expect(result.ok).toBe(false);
    const run = getSpans().find(({ name }) => name === "invoke_agent");
    expect(run?.status.code).toBe(SpanStatusCode.ERROR);
    expect(run?.attributes).toEqual({
      "gen_ai.operation.name": "invoke_agent",
      "gen_ai.provider.name": "openrouter",
      "error.type": "http_400",
    });
  });

  test("have arguments and results when messages are captured", async () => {
    const spans = await runTools(true);
    const find = (name: string) => spans.find((span) => span.name === name)?.attributes;
    expect(find("execute_tool good")).toMatchObject({
      "gen_ai.tool.call.arguments": '{"city":"Graz"}',
      "gen_ai.tool.call.result": '{"degrees":21}',
    });
    expect(find("execute_tool bad")).toMatchObject({ "gen_ai.tool.call.arguments": '{"city":"Graz"}' });
    expect(find("execute_tool bad")).not.toHaveProperty("gen_ai.tool.call.result");
  });
});

describe("without captureMessages", () => {
  test("neither spans nor metrics contain messages or the key", async () => {
    const secrets = ["Is it raining?", "Not in Graz.", "Be brief.", testKey];
    const { client, getSpans, getMetrics } = tracedClient((_, index) => {
      if (index === 0) return Response.json(completion({ choices: [choice("Not in Graz.")] }));
      return index === 1 ? sse(events("Not in Graz.")) : errorResponse(401, { code: 401, message: `Bad ${testKey}` });
    });
    const messages = [{ role: "system", content: "Be brief." } as const, ...question.messages];
    await client.chat.complete({ messages });
    await readAll(await client.chat.complete({ messages, stream: true }));
    await getRejection(client.chat.complete({ messages }));
    const spans = getSpans().map(({ name, attributes, events: list, status }) => ({ name, attributes, list, status }));
    const exported = JSON.stringify([spans, await getMetrics()]);
    expect(spans).toHaveLength(3);
    expect(secrets.filter((secret) => exported.includes(secret))).toEqual([]);
  });
});

describe("the global providers", () => {
  afterEach(() => {
    trace.disable();
    metrics.disable();
  });

  test("are used by default, even when they are registered later", async () => {
    const { client } = observedClient({
      observers: [openTelemetry()],
      fetch: () => Response.json(completion()),
    });
    await client.chat.complete(question);
    const { tracerProvider, meterProvider, getSpans, getMetrics } = createTelemetry();
    trace.setGlobalTracerProvider(tracerProvider);
    metrics.setGlobalMeterProvider(meterProvider);
    await client.chat.complete(question);
    expect(getSpans()).toHaveLength(1);
    expect((await getMetrics()).map(({ descriptor }) => descriptor.name)).toContain("gen_ai.client.operation.duration");
  });
});

test.each<[string, object]>([
  ['Unknown option "captureContent"', { captureContent: true }],
  ["tracerProvider must be an object with the method getTracer", { tracerProvider: {} }],
  ["tracerProvider must be an object with the method getTracer", { tracerProvider: null }],
  ["meterProvider must be an object with the method getMeter", { meterProvider: "global" }],
  ["captureMessages must be true or false", { captureMessages: "yes" }],
])("openTelemetry throws: %s", (message, options) => {
  expect(() => openTelemetry(options as OpenTelemetryOptions)).toThrow(new InvalidRequestError(message));
});

function choice(content = "No."): Record<string, unknown> {
  return { index: 0, finish_reason: "stop", message: { role: "assistant", content } };
}
