import type { Dispatcher } from "undici";
import { InvalidRequestError } from "./errors/client-error.ts";
import { rejectUnknownOptions } from "./config/unknown-options.ts";
import { copyResponse } from "./response/copy-response.ts";

/** Options of {@link nodeFetch}. */
export interface NodeFetchOptions {
  /**
   * An undici dispatcher, such as an `Agent` or a `ProxyAgent`.
   * @default an agent with persistent connections, the proxy set by `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`, and no
   * time limits other than those of the client
   */
  dispatcher?: Dispatcher | undefined;
}

/**
 * Creates a `fetch` for Node that takes about half of the CPU time of Node's own. It uses the dispatcher of
 * [undici](https://undici.nodejs.org) 7 or 8, which must be installed: `npm install undici`. Create one, and pass it to
 * a client.
 *
 * It behaves like Node's `fetch`, except that it does not follow redirects (as this SDK never does), adds no headers
 * (so responses are not compressed), and does not time out after five minutes of silence.
 *
 * @param options The dispatcher.
 * @returns The `fetch` for the client's options.
 * @throws {@link InvalidRequestError} when undici is not installed, or an option is unknown.
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
  rejectUnknownOptions(unknown);
  if (!dispatcher) assertInstalled();
  let agent: Promise<Dispatcher> | undefined;
  return async (input, init = {}) => {
    const request = await captureRequest(input, init);
    const { dispatcher: callDispatcher } = init as { dispatcher?: Dispatcher };
    const selected = callDispatcher ?? dispatcher ?? (await (agent ??= createAgent()));
    request.signal?.throwIfAborted();
    return sendRequest(selected, request);
  };
}

/**
 * Fails when `nodeFetch` is called rather than at the first request.
 * @throws {@link InvalidRequestError} when undici is not installed.
 */
function assertInstalled(): void {
  const self = resolveImport("@org/sdk/node.js");
  // A bundle, which has another URL, may contain undici.
  if (self && self === import.meta.url && !resolveImport("undici")) throw createMissingError();
}

function resolveImport(name: string): string | undefined {
  try {
    return import.meta.resolve(name);
  } catch {
    return undefined;
  }
}

function createMissingError(init: { cause?: unknown } = {}): InvalidRequestError {
  return new InvalidRequestError("nodeFetch needs undici 7 or 8, which is not installed: npm install undici", init);
}

/** Imports undici dynamically: a static import of a missing peer dependency fails without a helpful message. */
async function createAgent(): Promise<Dispatcher> {
  try {
    const { EnvHttpProxyAgent } = await import("undici");
    return new EnvHttpProxyAgent({ headersTimeout: 0, bodyTimeout: 0 });
  } catch (cause) {
    throw isModuleNotFound(cause) ? createMissingError({ cause }) : cause;
  }
}

function isModuleNotFound(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).endsWith("MODULE_NOT_FOUND");
}

type Bytes = Uint8Array<ArrayBuffer>;

interface CapturedRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | Uint8Array | null;
  readonly signal: AbortSignal | null;
  /** The caller's `Request`. Its signal follows the caller's only until it is garbage-collected. */
  readonly source?: Request;
}

async function captureRequest(input: RequestInfo | URL, init: RequestInit): Promise<CapturedRequest> {
  const { method = "GET", body = null, signal = null } = init;
  if (!(input instanceof Request) && (body === null || typeof body === "string" || body instanceof Uint8Array)) {
    return { url: new URL(input), method, headers: new Headers(init.headers), body, signal };
  }
  // A Request, or a body that only the Request constructor can read.
  const request = new Request(input, init);
  const bytes = request.body && new Uint8Array(await request.arrayBuffer());
  const sent = { url: new URL(request.url), method: request.method, headers: request.headers, body: bytes };
  // Not the signal of `request`, which follows the caller's only until `request` is garbage-collected.
  return input instanceof Request ? { ...sent, signal: signal ?? input.signal, source: input } : { ...sent, signal };
}

/** Sends a request, and returns its response. The body is received as fast as it is read. */
function sendRequest(dispatcher: Dispatcher, request: CapturedRequest): Promise<Response> {
  const { url, method, headers, body, signal } = request;
  return new Promise((resolve, reject) => {
    let connection: Dispatcher.DispatchController | undefined;
    let stream: ReadableStreamDefaultController<Bytes> | undefined;

    function end(): void {
      // Refers to `request`, which keeps its source alive until the end.
      request.signal?.removeEventListener("abort", abort);
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
      // Without a connection, undici does not report the abort.
      if (connection) connection.abort(toError(signal?.reason));
      else fail(undefined);
    }
    function createBody(controller: Dispatcher.DispatchController): ReadableStream<Bytes> {
      return new ReadableStream({
        start: (streamController) => void (stream = streamController),
        pull: () => controller.resume(),
        cancel(reason) {
          end();
          stream = undefined;
          controller.abort(toError(reason));
        },
      });
    }

    signal?.addEventListener("abort", abort);
    dispatcher.dispatch(
      { origin: url.origin, path: url.pathname + url.search, method: method as Dispatcher.HttpMethod, headers, body },
      {
        onRequestStart(controller) {
          connection = controller;
          if (signal?.aborted) abort();
        },
        onResponseStart(controller, status, fields, statusText) {
          // An informational response, such as 103 Early Hints: the final response follows.
          if (status < 200) return;
          const responseHeaders = toHeaders(fields);
          const decoder = createDecoder(responseHeaders);
          const raw = [204, 205, 304].includes(status) ? null : createBody(controller);
          const decoded = raw && decoder ? raw.pipeThrough<Uint8Array>(decoder) : raw;
          const head = { status, statusText: statusText ?? "", headers: responseHeaders, url: url.href };
          resolve(copyResponse(head, decoded));
        },
        onResponseData(controller, chunk) {
          // Undici passes an empty chunk if it is resumed before there is data.
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

function toHeaders(fields: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(fields)) {
    for (const line of [value ?? []].flat()) headers.append(name, line);
  }
  return headers;
}

/**
 * Returns the stream that decompresses a body; `null` if it is not compressed.
 * @throws TypeError when the encoding is not supported.
 */
function createDecoder(headers: Headers): DecompressionStream | null {
  const encoding = headers.get("content-encoding")?.toLowerCase() ?? "identity";
  if (encoding === "identity") return null;
  if (encoding === "deflate") return new DecompressionStream("deflate");
  if (encoding === "gzip" || encoding === "x-gzip") return new DecompressionStream("gzip");
  throw new TypeError(`The response has the unsupported content-encoding "${encoding}"`);
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error("The request was aborted", { cause: reason });
}
