import { safeParseJSON } from "../utils/parse-json.ts";

/**
 * A request that `fetch` received.
 *
 * @example
 * ```ts
 * import type { SentRequest } from "@org/sdk/testing.js";
 *
 * const isStreamed = ({ body }: SentRequest) => (body as { stream?: boolean }).stream === true;
 * ```
 */
export interface SentRequest {
  /** In upper case. */
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** The parsed JSON of the body, the text if it is not JSON, `undefined` without a body. */
  readonly body: unknown;
  /** The body as it was sent, `""` without a body. */
  readonly text: string;
  readonly signal: AbortSignal | undefined;
}

/** A request, and a function that passes it to another `fetch`. */
export interface CapturedRequest extends SentRequest {
  readonly forward: (fetch: typeof globalThis.fetch) => Promise<Response>;
}

/** The first parameter of `fetch`, whose type has no name in programs with only Node's types. */
type FetchInput = Parameters<typeof globalThis.fetch>[0];

/** Reads the arguments of a `fetch`. */
export async function captureRequest(input: FetchInput, init: RequestInit = {}): Promise<CapturedRequest> {
  const { method = "GET", headers, body, signal } = init;
  // The client calls it like this. The arguments are passed on unchanged, with any options of a single runtime.
  if (!(input instanceof Request) && (body === undefined || body === null || typeof body === "string")) {
    const sent = { method: method.toUpperCase(), url: String(input), headers: new Headers(headers) };
    return createCapture({ ...sent, text: body ?? "", signal: signal ?? undefined }, (fetch) => fetch(input, init));
  }
  const request = new Request(input, init);
  const text = await request.clone().text();
  const { url, headers: requestHeaders } = request;
  // That of `request` follows the caller's only until `request` is garbage-collected.
  const given = signal ?? (input instanceof Request ? input.signal : undefined);
  const sent = { method: request.method, url, headers: requestHeaders, text, signal: given };
  return createCapture(sent, (fetch) => fetch(request, given && { signal: given }));
}

function createCapture(sent: Omit<SentRequest, "body">, forward: CapturedRequest["forward"]): CapturedRequest {
  const { method, url, headers, text, signal } = sent;
  return { method, url, headers, text, signal, body: safeParseJSON(text) ?? (text || undefined), forward };
}
