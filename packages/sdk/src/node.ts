import type { Dispatcher } from "undici";
import { InvalidRequestError } from "./errors/client-error.ts";
import { refuseUnknown } from "./config/unknown-options.ts";

/** Options of {@link nodeFetch}. */
export interface NodeFetchOptions {
  /**
   * What carries the requests: an `Agent` or `ProxyAgent` of undici, for instance. Default: connections that are kept,
   * the proxy that `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` name, and no time limit but the client's.
   */
  dispatcher?: Dispatcher | undefined;
}

/**
 * A `fetch` for Node that takes about half of the CPU time of Node's own, by [undici](https://undici.nodejs.org)'s
 * dispatcher, which has to be installed in version 7 or 8: `npm install undici`. Make one, and give it to a client.
 *
 * It behaves as Node's own, except that it follows no redirect, as this SDK never does, sends no header of its own
 * accord (so that answers come uncompressed), and does not give up after five minutes of silence.
 *
 * @throws InvalidRequestError when undici is not installed, or for an unknown option
 * @example
 * ```ts
 * import { OpenRouter } from "@org/sdk";
 * import { nodeFetch } from "@org/sdk/node.js";
 *
 * const openRouter = new OpenRouter({ fetch: nodeFetch() });
 * ```
 */
export function nodeFetch(options: NodeFetchOptions = {}): typeof globalThis.fetch {
  const { dispatcher, ...unknown } = options;
  refuseUnknown(unknown);
  if (!dispatcher) assertInstalled();
  let carrier: Promise<Dispatcher> | undefined;
  return async (input, init = {}) => {
    const request = await sentOf(input, init);
    const own = (init as { dispatcher?: Dispatcher }).dispatcher ?? dispatcher ?? (await (carrier ??= createAgent()));
    request.signal?.throwIfAborted();
    return exchange(own, request);
  };
}

/** Fails where nodeFetch is called, rather than at the first request. @throws InvalidRequestError */
function assertInstalled(): void {
  const self = resolveImport("@org/sdk/node.js");
  // A bundle, whose URL is another, may contain undici.
  if (self && self === import.meta.url && !resolveImport("undici")) throw notInstalled();
}

function resolveImport(name: string): string | undefined {
  try {
    return import.meta.resolve(name);
  } catch {
    return undefined;
  }
}

function notInstalled(init: { cause?: unknown } = {}): InvalidRequestError {
  return new InvalidRequestError("nodeFetch needs undici 7 or 8, which is not installed: npm install undici", init);
}

/** Imported only here, since a missing peer could not be reported by an import at the top. */
async function createAgent(): Promise<Dispatcher> {
  try {
    const { EnvHttpProxyAgent } = await import("undici");
    return new EnvHttpProxyAgent({ headersTimeout: 0, bodyTimeout: 0 });
  } catch (cause) {
    throw isMissing(cause) ? notInstalled({ cause }) : cause;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).endsWith("MODULE_NOT_FOUND");
}

type Bytes = Uint8Array<ArrayBuffer>;

interface Sent {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | Uint8Array | null;
  readonly signal: AbortSignal | null;
}

async function sentOf(input: RequestInfo | URL, init: RequestInit): Promise<Sent> {
  const { method = "GET", body = null, signal = null } = init;
  if (!(input instanceof Request) && (body === null || typeof body === "string" || body instanceof Uint8Array)) {
    return { url: new URL(input), method, headers: new Headers(init.headers), body, signal };
  }
  // A Request, or a body that only a Request knows how to read.
  const request = new Request(input, init);
  const bytes = request.body && new Uint8Array(await request.arrayBuffer());
  const { headers } = request;
  return { url: new URL(request.url), method: request.method, headers, body: bytes, signal: request.signal };
}

/** One request and its answer, whose body comes as fast as it is read. */
function exchange(carrier: Dispatcher, { url, method, headers, body, signal }: Sent): Promise<Response> {
  return new Promise((resolve, reject) => {
    let connection: Dispatcher.DispatchController | undefined;
    let stream: ReadableStreamDefaultController<Bytes> | undefined;

    function end(): void {
      signal?.removeEventListener("abort", abort);
    }
    function fail(cause: unknown): void {
      end();
      const error: unknown = signal?.aborted
        ? signal.reason
        : new TypeError(stream ? "terminated" : "fetch failed", { cause });
      if (stream) stream.error(error);
      else reject(error as Error);
    }
    function abort(): void {
      // Before it has a connection, nobody else knows that it is over.
      if (connection) connection.abort(asError(signal?.reason));
      else fail(undefined);
    }
    function bodyOf(controller: Dispatcher.DispatchController): ReadableStream<Bytes> {
      return new ReadableStream({
        start: (own) => void (stream = own),
        pull: () => controller.resume(),
        cancel(reason) {
          end();
          stream = undefined;
          controller.abort(asError(reason));
        },
      });
    }

    signal?.addEventListener("abort", abort);
    carrier.dispatch(
      { origin: url.origin, path: url.pathname + url.search, method: method as Dispatcher.HttpMethod, headers, body },
      {
        onRequestStart(controller) {
          connection = controller;
          if (signal?.aborted) abort();
        },
        onResponseStart(controller, status, fields, statusText) {
          // Early hints and the like: the answer itself follows.
          if (status < 200) return;
          const received = headersOf(fields);
          const decoder = decoderOf(received);
          const plain = [204, 205, 304].includes(status) ? null : bodyOf(controller);
          const decoded = plain && decoder ? plain.pipeThrough<Uint8Array>(decoder) : plain;
          // Servers may answer 999; a Response that is made by hand may not.
          const init = { status: status < 600 ? status : 500, statusText: statusText ?? "", headers: received };
          const response = new Response(decoded, init);
          resolve(Object.defineProperties(response, { url: { value: url.href }, status: { value: status } }));
        },
        onResponseData(controller, chunk) {
          // What undici reads when it is told to go on, and there is nothing yet.
          if (!stream || chunk.length === 0) return;
          stream.enqueue(chunk as Buffer<ArrayBuffer>);
          if ((stream.desiredSize ?? 0) <= 0) controller.pause();
        },
        onResponseEnd() {
          end();
          stream?.close();
        },
        onResponseError: (_, error) => fail(error),
      },
    );
  });
}

function headersOf(fields: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(fields)) {
    for (const each of [value ?? []].flat()) headers.append(name, each);
  }
  return headers;
}

/** What undoes the encoding of a body; `null` where there is none. @throws TypeError for one that is not known here */
function decoderOf(headers: Headers): DecompressionStream | null {
  const encoding = headers.get("content-encoding")?.toLowerCase() ?? "identity";
  if (encoding === "identity") return null;
  if (encoding === "deflate") return new DecompressionStream("deflate");
  if (encoding === "gzip" || encoding === "x-gzip") return new DecompressionStream("gzip");
  throw new TypeError(`The answer is encoded as ${encoding}, which nobody asked for`);
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error("The request was given up", { cause: reason });
}
