import { context, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { OpenRouterCore } from "@org/sdk/core.js";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import type { CallerFactory } from "../client.mts";
import { createFunctionCaller } from "../ours.mts";
import { apiKey } from "../request.mts";
import type { Providers } from "./providers.mts";

/** Traces the completions of our function without an observer: the same spans and metrics, as an app would write them. */
export function traceByHand({ tracerProvider, meterProvider }: Providers): CallerFactory {
  const tracer = tracerProvider.getTracer("app");
  const meter = meterProvider.getMeter("app");
  const duration = meter.createHistogram("gen_ai.client.operation.duration", {
    unit: "s",
    advice: {
      explicitBucketBoundaries: [
        0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
      ],
    },
  });
  const tokens = meter.createHistogram("gen_ai.client.token.usage", {
    unit: "{token}",
    advice: {
      explicitBucketBoundaries: [
        1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864,
      ],
    },
  });
  const cost = meter.createCounter("openrouter.cost", { unit: "{USD}" });

  return ({ url, fetch }, request) => {
    const core = new OpenRouterCore({ serverURL: url, fetch, apiKey });
    const { hostname, port } = new URL(url);
    const common = {
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "openrouter",
      "gen_ai.request.model": request.model,
      "server.address": hostname,
      "server.port": port === "" ? 80 : Number(port),
    };
    return {
      ...createFunctionCaller(core, request),

      async complete() {
        const startedAt = performance.now();
        const span = tracer.startSpan(`chat ${request.model}`, { kind: SpanKind.CLIENT, attributes: common });
        const result = await context.with(trace.setSpan(context.active(), span), () => chatComplete(core, request));
        const seconds = (performance.now() - startedAt) / 1_000;
        if (!result.ok) {
          span.setStatus({ code: SpanStatusCode.ERROR, message: result.error.message });
          span.end();
          throw result.error;
        }
        const { id, model, choices, usage } = result.value;
        const labels = { ...common, "gen_ai.response.model": model };
        duration.record(seconds, labels);
        span.setAttributes({
          "gen_ai.response.id": id,
          "gen_ai.response.model": model,
          "gen_ai.response.finish_reasons": choices.map(({ finish_reason: reason }) => reason ?? ""),
        });
        if (usage) {
          const { prompt_tokens: input, completion_tokens: output, cost: charged = 0 } = usage;
          tokens.record(input, { ...labels, "gen_ai.token.type": "input" });
          tokens.record(output, { ...labels, "gen_ai.token.type": "output" });
          cost.add(charged ?? 0, labels);
          span.setAttributes({
            "gen_ai.usage.input_tokens": input,
            "gen_ai.usage.output_tokens": output,
            "openrouter.cost": charged ?? 0,
          });
        }
        span.end();
        return choices[0]?.message.content ?? "";
      },
    };
  };
}
