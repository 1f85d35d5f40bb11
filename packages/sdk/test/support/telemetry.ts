import { context } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
  type MetricData,
} from "@opentelemetry/sdk-metrics";
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider, type ReadableSpan } from "@opentelemetry/sdk-trace";
import { openTelemetry, type OpenTelemetryOptions } from "../../src/otel.ts";
import type { SDKOptions } from "../../src/options.ts";
import { observedClient, type FetchHandler, type Observed } from "./observed-client.ts";

/** Registers the context manager of OpenTelemetry for Node, and removes it when it is disposed. */
export function registerContextManager(): Disposable {
  const manager = new AsyncLocalStorageContextManager().enable();
  context.setGlobalContextManager(manager);
  return {
    [Symbol.dispose]() {
      context.disable();
    },
  };
}

/** The SDK of OpenTelemetry with exporters in memory. */
export interface Telemetry {
  readonly tracerProvider: TracerProvider;
  readonly meterProvider: MeterProvider;
  /** Returns the spans that have ended, in the order of their ends. */
  getSpans(): ReadableSpan[];
  /** Returns the metrics so far. */
  getMetrics(): Promise<MetricData[]>;
}

/** Creates the SDK of OpenTelemetry with exporters in memory. */
export function createTelemetry(): Telemetry {
  const spans = new InMemorySpanExporter();
  const tracerProvider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] });
  const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: metrics, exportIntervalMillis: 2 ** 31 - 1 });
  const meterProvider = new MeterProvider({ readers: [reader] });
  return {
    tracerProvider,
    meterProvider,
    getSpans: () => spans.getFinishedSpans(),
    async getMetrics() {
      await meterProvider.forceFlush();
      return (
        metrics
          .getMetrics()
          .at(-1)
          ?.scopeMetrics.flatMap((scope) => scope.metrics) ?? []
      );
    },
  };
}

/** Creates a client whose calls are traced and measured. */
export function tracedClient(
  fetch: FetchHandler,
  { captureMessages, ...options }: Pick<OpenTelemetryOptions, "captureMessages"> & Omit<SDKOptions, "fetch"> = {},
): Observed & Telemetry {
  const telemetry = createTelemetry();
  const { tracerProvider, meterProvider } = telemetry;
  const observers = [openTelemetry({ tracerProvider, meterProvider, captureMessages })];
  return { ...observedClient({ observers, ...options, fetch }), ...telemetry };
}
