import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { listen } from "@org/test-server/listen.ts";

/** A span as a collector receives it, with the fields that the tests read. */
export interface ReceivedSpan {
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Names of the events. */
  readonly events: readonly string[];
}

/** A server that receives traces by OTLP over HTTP, as JSON. */
export interface Collector extends AsyncDisposable {
  readonly url: string;
  /** The bodies of the requests, in order. */
  readonly bodies: readonly string[];
  /** The spans of all requests, in order. */
  readonly spans: readonly ReceivedSpan[];
}

/** Starts a collector on loopback. It accepts only traces in JSON. */
export async function startCollector(): Promise<Collector> {
  const bodies: string[] = [];
  const spans: ReceivedSpan[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    if (request.url !== "/v1/traces" || request.headers["content-type"] !== "application/json") {
      response.writeHead(400).end();
      return;
    }
    bodies.push(body);
    spans.push(...readSpans(JSON.parse(body) as TracesData));
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  return Object.assign(await listen(server), { bodies, spans });
}

/** The JSON of OTLP: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
interface TracesData {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly SpanData[] }[] }[];
}

interface SpanData extends Omit<ReceivedSpan, "attributes" | "events"> {
  readonly attributes: readonly { readonly key: string; readonly value: AnyValue }[];
  readonly events: readonly { readonly name: string }[];
}

interface AnyValue {
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  /** A 64-bit integer, which JSON may contain as text. */
  readonly intValue?: number | string;
  readonly doubleValue?: number;
  readonly arrayValue?: { readonly values: readonly AnyValue[] };
}

function readSpans({ resourceSpans }: TracesData): ReceivedSpan[] {
  const spans = resourceSpans.flatMap((resource) => resource.scopeSpans.flatMap((scope) => scope.spans));
  return spans.map(({ name, kind, traceId, spanId, parentSpanId, attributes, events }) => ({
    name,
    kind,
    traceId,
    spanId,
    parentSpanId,
    attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, readValue(value)])),
    events: events.map((event) => event.name),
  }));
}

function readValue({ stringValue, boolValue, intValue, doubleValue, arrayValue }: AnyValue): unknown {
  if (arrayValue) return arrayValue.values.map(readValue);
  return stringValue ?? boolValue ?? doubleValue ?? Number(intValue);
}
