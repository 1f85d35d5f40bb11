// OpenTelemetry: the trace of a run with two tools, printed as a tree.
import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { OpenRouterCore } from "@org/sdk/core.js";
import { chatTools, tool } from "@org/sdk/funcs/chatTools.js";
import { openTelemetry } from "@org/sdk/otel.js";
import * as z from "zod";

// An app exports its spans to a collector instead, with @opentelemetry/exporter-trace-otlp-http.
const exporter = new InMemorySpanExporter();
trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());

const core = new OpenRouterCore({ observers: [openTelemetry()] });

const parameters = z.object({ line: z.string() });
const tramDelay = tool({ name: "tram_delay", parameters, execute: ({ line }) => ({ line, minutes: 4 }) });
const nextTram = tool({ name: "next_tram", parameters, execute: ({ line }) => ({ line, at: "15:04" }) });

const result = await chatTools(core, {
  model: "openai/gpt-5-mini",
  messages: [{ role: "user", content: "When does the tram to Grinzing leave?" }],
  tools: [tramDelay, nextTram],
});
console.log(result.ok ? result.value.choices[0]?.message.content : result.error.message);

// Spans arrive in the order of their ends, the parents last.
const spans = exporter.getFinishedSpans();
print(undefined, "");

/** Prints the children of a span, each with its own children below it. */
function print(parentId: string | undefined, indent: string): void {
  for (const span of spans.filter((each) => each.parentSpanContext?.spanId === parentId)) {
    const { "gen_ai.usage.output_tokens": tokens, "openrouter.cost": cost } = span.attributes;
    console.log(`${indent}${span.name}${tokens === undefined ? "" : ` (${tokens} tokens, $${cost})`}`);
    print(span.spanContext().spanId, `${indent}  `);
  }
}
