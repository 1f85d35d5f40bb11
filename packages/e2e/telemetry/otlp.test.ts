import { context } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { UndiciInstrumentation } from "@opentelemetry/instrumentation-undici";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { OpenRouter } from "@org/sdk";
import { openTelemetry } from "@org/sdk/otel.js";
import { completion, sendJSON, startScriptedServer } from "@org/test-server/scripted-server.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCollector } from "./collector.ts";

const apiKey = "sk-or-v1-secret";
const messages = [{ role: "user", content: "Hello" }] as const;
const instrumentation = new UndiciInstrumentation();

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
});
afterAll(() => {
  instrumentation.disable();
  context.disable();
});

test("a collector receives the span of a call, and those of its requests as children", async () => {
  await using collector = await startCollector();
  await using server = await startScriptedServer((response, _request, index) => {
    if (index === 0) sendJSON(response, { error: { code: 503, message: "Busy" } }, 503, { "retry-after-ms": "1" });
    else sendJSON(response, completion({ content: "Hi" }, { usage: { prompt_tokens: 5, completion_tokens: 2 } }));
  });
  const exporter = new OTLPTraceExporter({ url: `${collector.url}/v1/traces` });
  const tracerProvider = new TracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter })] });
  instrumentation.setTracerProvider(tracerProvider);
  const observers = [openTelemetry({ tracerProvider })];
  const openRouter = new OpenRouter({ apiKey, serverURL: server.url, observers });

  await openRouter.chat.complete({ model: "acme/small", messages });
  await tracerProvider.shutdown();

  const call = collector.spans.find(({ name }) => name === "chat acme/small");
  const requests = collector.spans.filter(({ name }) => name === "POST");
  // In OTLP, the number of a client span is 3.
  expect(call?.kind).toBe(3);
  expect(call?.attributes).toMatchObject({
    "gen_ai.operation.name": "chat",
    "gen_ai.response.finish_reasons": ["stop"],
    "gen_ai.usage.input_tokens": 5,
    "server.address": "127.0.0.1",
  });
  expect(call?.events).toEqual(["openrouter.retry"]);
  expect(requests.map(({ parentSpanId }) => parentSpanId)).toEqual([call?.spanId, call?.spanId]);
  expect(collector.bodies.join("")).not.toContain(apiKey);
});
