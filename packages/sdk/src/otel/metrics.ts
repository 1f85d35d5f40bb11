import type { Attributes, Counter, Histogram, MeterProvider } from "@opentelemetry/api";
import type { EndEvent } from "../observer/activity.ts";
import { semanticConventions } from "./semantic-conventions.ts";

const { attributes, tokenTypes } = semanticConventions;

/** The instruments of all metrics. */
export interface Instruments {
  readonly tokenUsage: Histogram;
  readonly duration: Histogram;
  readonly cost: Counter;
}

/** Creates the instruments of all metrics. */
export function createInstruments(provider: MeterProvider): Instruments {
  const { scope, schemaUrl, metrics } = semanticConventions;
  const meter = provider.getMeter(scope, undefined, { schemaUrl });
  const createHistogram = ({ name, buckets, ...options }: typeof metrics.tokenUsage | typeof metrics.duration) =>
    meter.createHistogram(name, { ...options, advice: { explicitBucketBoundaries: [...buckets] } });
  const { name, ...options } = metrics.cost;
  return {
    tokenUsage: createHistogram(metrics.tokenUsage),
    duration: createHistogram(metrics.duration),
    cost: meter.createCounter(name, options),
  };
}

/**
 * Records the metrics of a call that has ended.
 *
 * @param common The attributes of all of its metrics.
 * @param errorType The value of `error.type`, if the call failed.
 */
export function recordMetrics(
  { tokenUsage, duration, cost }: Instruments,
  { durationMs, usage }: EndEvent,
  common: Attributes,
  errorType: Attributes[string],
): void {
  duration.record(durationMs / 1000, errorType ? { ...common, [attributes.errorType]: errorType } : common);
  const { prompt_tokens: input, completion_tokens: output } = usage ?? {};
  if (typeof input === "number") tokenUsage.record(input, { ...common, [attributes.tokenType]: tokenTypes.input });
  if (typeof output === "number") tokenUsage.record(output, { ...common, [attributes.tokenType]: tokenTypes.output });
  if (typeof usage?.cost === "number") cost.add(usage.cost, common);
}
