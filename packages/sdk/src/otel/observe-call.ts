import { SpanKind, type Attributes, type Span, type Tracer } from "@opentelemetry/api";
import type { ActivityEvent, ActivityObserver, CallActivity, EndEvent } from "../observer/activity.ts";
import { isJSONObject } from "../utils/is-record.ts";
import { safeParseJSON } from "../utils/parse-json.ts";
import { observeWithSpan } from "./active-span.ts";
import { setAttribute } from "./attributes.ts";
import { toInputMessages } from "./messages.ts";
import { recordMetrics, type Instruments } from "./metrics.ts";
import { ReceivedResponse } from "./received-response.ts";
import { getCommonAttributes, setRequestAttributes, type RequestBody } from "./request-attributes.ts";
import { semanticConventions } from "./semantic-conventions.ts";
import { setUsageAttributes } from "./usage-attributes.ts";

const { attributes, events, operations } = semanticConventions;

/** The operations that call a model, by path. */
const modelOperations = new Map<string, string>([
  ["/chat/completions", operations.chat],
  ["/embeddings", operations.embeddings],
]);

/** Where the spans and metrics of calls go. */
export interface CallTelemetry {
  readonly tracer: Tracer;
  readonly instruments: Instruments;
  readonly captureMessages: boolean;
  /** The attributes of the server that is called. */
  readonly server: Attributes;
}

/** Observes a call with a span, and with metrics if it calls a model. */
export function observeCall(activity: CallActivity, telemetry: CallTelemetry): ActivityObserver {
  const operation = modelOperations.get(activity.path);
  return operation === undefined
    ? observeOtherCall(activity, telemetry)
    : observeModelCall(operation, activity, telemetry);
}

function observeModelCall(
  operation: string,
  { body }: CallActivity,
  { tracer, instruments, captureMessages, server }: CallTelemetry,
): ActivityObserver {
  const startedAt = performance.now();
  const request = parseRequest(body);
  const common = getCommonAttributes(operation, request, server);
  const initial = { ...common };
  setRequestAttributes(initial, request);
  const { messages } = request;
  if (captureMessages && messages) initial[attributes.inputMessages] = JSON.stringify(toInputMessages(messages));
  const span = tracer.startSpan(formatName(operation, common), { kind: SpanKind.CLIENT, attributes: initial });
  const received = new ReceivedResponse(captureMessages);
  const onAttempt = createRetryListener(span);
  return observeWithSpan(span, {
    onEvent(event) {
      onAttempt(event);
      if (event.type === "chunk") received.add(event.chunk);
      if (event.type !== "first_chunk") return;
      span.addEvent(events.firstChunk);
      span.setAttribute(attributes.timeToFirstChunk, (performance.now() - startedAt) / 1000);
    },
    onEnd(event, final) {
      setAttribute(common, attributes.responseModel, event.model);
      recordMetrics(instruments, event, common, final[attributes.errorType]);
      if (event.outcome === "canceled") span.addEvent(events.canceled);
      setAttribute(final, attributes.responseModel, event.model);
      received.add(event.value);
      received.setAttributes(final);
      setUsageAttributes(final, event.usage);
    },
  });
}

/** Observes a call of an operation without a model, with the names of the conventions for HTTP. */
function observeOtherCall({ method, path }: CallActivity, { tracer, server }: CallTelemetry): ActivityObserver {
  const span = tracer.startSpan(`${method} ${path}`, {
    kind: SpanKind.CLIENT,
    attributes: { [attributes.httpMethod]: method, [attributes.urlTemplate]: path, ...server },
  });
  const onAttempt = createRetryListener(span);
  return observeWithSpan(span, {
    onEvent(event) {
      onAttempt(event);
      if (event.type === "response") span.setAttribute(attributes.httpStatus, event.status);
    },
  });
}

function parseRequest(body: string | null): RequestBody {
  const request = body === null ? undefined : safeParseJSON(body);
  return isJSONObject(request) ? request : {};
}

function formatName(operation: string, { [attributes.requestModel]: model }: Attributes): string {
  return model === undefined ? operation : `${operation} ${String(model)}`;
}

/** Returns a listener that adds an event for each retry, with the status of the response before it, if there was one. */
function createRetryListener(span: Span): (event: Exclude<ActivityEvent, EndEvent>) => void {
  let status: number | undefined;
  return (event) => {
    if (event.type === "response") ({ status } = event);
    if (event.type !== "attempt") return;
    if (event.attempt > 1) {
      const details: Attributes = { [attributes.resendCount]: event.attempt - 1 };
      setAttribute(details, attributes.httpStatus, status);
      span.addEvent(events.retry, details);
    }
    status = undefined;
  };
}
