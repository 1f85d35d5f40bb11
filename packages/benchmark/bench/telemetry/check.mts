import { deepStrictEqual } from "node:assert/strict";
import { InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace";
import type { CallerFactory } from "../client.mts";
import { request } from "../request.mts";
import { traceByHand } from "./by-hand.mts";
import { createProviders, ManualReader, type Providers } from "./providers.mts";
import { traceWithSDK } from "./with-sdk.mts";

// check.mjs URL: fails unless the SDK and the code written by hand record the same spans and metrics of a call.
const [, , url = ""] = process.argv;
const [bySDK, byHand] = [await record(traceWithSDK), await record(traceByHand)];
deepStrictEqual(byHand, bySDK);
if (bySDK.spans.length !== 1 || bySDK.metrics.length !== 3) throw new Error("Expected a span and three metrics");

async function record(trace: (providers: Providers) => CallerFactory) {
  const exporter = new InMemorySpanExporter();
  const reader = new ManualReader();
  const createCaller = trace(createProviders(new SimpleSpanProcessor({ exporter }), reader));
  await createCaller({ url, fetch: globalThis.fetch }, request).complete();
  const { resourceMetrics } = await reader.collect();
  const spans = exporter
    .getFinishedSpans()
    .map(({ name, kind, status, attributes, events }) => ({ name, kind, status, attributes, events }));
  const metrics = resourceMetrics.scopeMetrics
    .flatMap((scope) => scope.metrics)
    .map(({ descriptor, dataPoints }) => ({
      name: descriptor.name,
      unit: descriptor.unit,
      dataPoints: dataPoints.map(({ attributes, value }) => ({
        attributes,
        boundaries: typeof value === "object" && "buckets" in value && value.buckets.boundaries,
      })),
    }))
    .toSorted((one, other) => one.name.localeCompare(other.name));
  return { spans, metrics };
}
