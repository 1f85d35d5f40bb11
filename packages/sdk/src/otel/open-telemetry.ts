import { metrics, trace, type MeterProvider, type TracerProvider } from "@opentelemetry/api";
import { rejectUnknownOptions } from "../config/unknown-options.ts";
import { InvalidRequestError } from "../errors/client-error.ts";
import { createObserver } from "../observer/create-observer.ts";
import type { Observer } from "../observer/observer.ts";
import { observeCall } from "./observe-call.ts";
import { observeRun, observeTool } from "./observe-tools.ts";
import { createInstruments } from "./metrics.ts";
import { getServerAttributes } from "./request-attributes.ts";
import { semanticConventions } from "./semantic-conventions.ts";

/** Options of {@link openTelemetry}. */
export interface OpenTelemetryOptions {
  /**
   * Provides the tracer that creates the spans.
   * @default the global one
   */
  tracerProvider?: TracerProvider | undefined;
  /**
   * Provides the meter that records the metrics.
   * @default the global one
   */
  meterProvider?: MeterProvider | undefined;
  /**
   * Whether spans contain the messages of chats, and the arguments and results of tools.
   * @default false
   */
  captureMessages?: boolean | undefined;
}

/**
 * Creates an observer that records traces and metrics with [OpenTelemetry](https://opentelemetry.io), by its semantic
 * conventions for generative AI. It uses `@opentelemetry/api`, which must be installed: `npm install @opentelemetry/api`.
 *
 * A call has a span with model, parameters, usage, cost and error, which contains the spans that an instrumentation of
 * `fetch` creates. The span of a stream ends with the stream. With `chatTools`, the run has a span that contains those of
 * its calls and tools. Spans nest if a context manager is registered, as the SDKs of OpenTelemetry do.
 *
 * @param options Where spans and metrics go, and whether they contain messages.
 * @returns The observer, for the client's option `observers`.
 * @throws {@link InvalidRequestError} when an option is invalid or unknown.
 *
 * @example
 * ```ts
 * import { OpenRouter } from "@org/sdk";
 * import { openTelemetry } from "@org/sdk/otel.js";
 *
 * const openRouter = new OpenRouter({ observers: [openTelemetry()] });
 * await openRouter.chat.complete({ messages: [{ role: "user", content: "Hello" }] });
 * ```
 */
export function openTelemetry(options: OpenTelemetryOptions = {}): Observer {
  const { tracerProvider = trace, meterProvider, captureMessages = false, ...unknown } = options;
  rejectUnknownOptions(unknown);
  assertProvider("tracerProvider", tracerProvider, "getTracer");
  if (meterProvider !== undefined) assertProvider("meterProvider", meterProvider, "getMeter");
  if (typeof captureMessages !== "boolean") throw new InvalidRequestError("captureMessages must be true or false");

  const { scope, schemaUrl } = semanticConventions;
  const tracer = tracerProvider.getTracer(scope, undefined, { schemaUrl });
  // Unlike a tracer, a meter does not follow the global provider if that is registered later.
  const getInstruments = rememberLast(createInstruments);
  const getServer = rememberLast(getServerAttributes);

  return createObserver((activity) => {
    if (activity.type === "tools_run") return observeRun(activity, tracer);
    if (activity.type === "tool") return observeTool(activity, { tracer, captureMessages });
    const instruments = getInstruments(meterProvider ?? metrics.getMeterProvider());
    return observeCall(activity, { tracer, instruments, captureMessages, server: getServer(activity.serverURL) });
  });
}

function assertProvider(name: string, provider: unknown, method: string): void {
  if (typeof (provider as Readonly<Record<string, unknown>> | null)?.[method] === "function") return;
  throw new InvalidRequestError(`${name} must be an object with the method ${method}`);
}

/** Returns a function that remembers its last result, for calls with the same argument. */
function rememberLast<K, V>(create: (key: K) => V): (key: K) => V {
  let last: { readonly key: K; readonly value: V } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, value: create(key) };
    return last.value;
  };
}
