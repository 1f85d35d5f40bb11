import { safeParseJSON } from "../utils/parse-json.ts";

/**
 * A request that was made.
 *
 * @example
 * ```ts
 * import type { SentRequest } from "@org/sdk/testing.js";
 *
 * const isStreamed = ({ body }: SentRequest) => (body as { stream?: boolean }).stream === true;
 * ```
 */
export interface SentRequest {
  /** In capitals. */
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** What the JSON in the body says, the text of any other, `undefined` where there is none. */
  readonly body: unknown;
  /** The body as it was sent, `""` where there is none. */
  readonly text: string;
  readonly signal: AbortSignal | undefined;
}

/** What a `fetch` was asked, and a way to ask another the same. */
export interface Asked extends SentRequest {
  readonly forward: (fetch: typeof globalThis.fetch) => Promise<Response>;
}

/** What `fetch` takes; programs with Node's types alone have no name for it. */
type FetchInput = Parameters<typeof globalThis.fetch>[0];

/** Reads what a `fetch` was asked. */
export async function sentRequest(input: FetchInput, init: RequestInit = {}): Promise<Asked> {
  const { method = "GET", headers, body, signal } = init;
  // As the client asks: what goes on is untouched, also what only one runtime's fetch knows of it.
  if (!(input instanceof Request) && (body === undefined || body === null || typeof body === "string")) {
    const sent = { method: method.toUpperCase(), url: String(input), headers: new Headers(headers) };
    return asked({ ...sent, text: body ?? "", signal: signal ?? undefined }, (fetch) => fetch(input, init));
  }
  const request = new Request(input, init);
  const text = await request.clone().text();
  const { url, headers: own, signal: ownSignal } = request;
  return asked({ method: request.method, url, headers: own, text, signal: ownSignal }, (fetch) => fetch(request));
}

function asked(sent: Omit<SentRequest, "body">, forward: Asked["forward"]): Asked {
  const { method, url, headers, text, signal } = sent;
  return { method, url, headers, text, signal, body: safeParseJSON(text) ?? (text || undefined), forward };
}
