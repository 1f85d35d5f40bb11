import { context } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { MeterProvider, MetricReader } from "@opentelemetry/sdk-metrics";
import { BatchSpanProcessor, TracerProvider, type SpanExporter, type SpanProcessor } from "@opentelemetry/sdk-trace";

/** The providers of OpenTelemetry's SDK, as an app sets them up. */
export interface Providers {
  readonly tracerProvider: TracerProvider;
  readonly meterProvider: MeterProvider;
}

/** Aggregates metrics, and returns them when asked. */
export class ManualReader extends MetricReader {
  protected override async onShutdown(): Promise<void> {}
  protected override async onForceFlush(): Promise<void> {}
}

const dropAll: SpanExporter = {
  export: (_, callback) => callback({ code: 0 }),
  shutdown: () => Promise.resolve(),
};

/** Creates providers that process spans and metrics as usual, except that the spans are not sent. */
export function createDroppingProviders(): Providers {
  return createProviders(new BatchSpanProcessor({ exporter: dropAll }), new ManualReader());
}

/** Creates providers, and sets the global context manager. */
export function createProviders(processor: SpanProcessor, reader: MetricReader): Providers {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  return {
    tracerProvider: new TracerProvider({ spanProcessors: [processor] }),
    meterProvider: new MeterProvider({ readers: [reader] }),
  };
}
