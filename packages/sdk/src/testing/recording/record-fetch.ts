import { refuseUnknown } from "../../config/unknown-options.ts";
import { describedRequest } from "./serialize-request.ts";
import { describedResponse } from "./serialize-response.ts";
import type { Arrival } from "./event-pieces.ts";
import { openFolder, type Folder } from "./folder.ts";
import type { RecordedResponse, Recording } from "./types.ts";
import { sentRequest } from "../captured-request.ts";
import { watchedBody } from "./watch-body.ts";

/**
 * Options of {@link recordFetch}.
 *
 * @example
 * ```ts
 * import type { RecordOptions } from "@org/sdk/testing.js";
 *
 * const options: RecordOptions = { fetch: (input, init) => globalThis.fetch(input, { ...init, keepalive: false }) };
 * ```
 */
export interface RecordOptions {
  /** What makes the calls. Default: `globalThis.fetch`, looked up at each call. */
  fetch?: typeof globalThis.fetch | undefined;
}

/**
 * A `fetch` that records.
 *
 * @example
 * ```ts
 * import type { RecordFetch } from "@org/sdk/testing.js";
 *
 * const written = (fetch: RecordFetch) => fetch.settled();
 * ```
 */
export type RecordFetch = typeof globalThis.fetch & {
  /** Waits until every body has ended and is written. Rejects with what went wrong in writing. */
  settled(): Promise<void>;
};

/**
 * A `fetch` that makes the real calls, and writes each exchange into a file that people can read and that
 * {@link replayFetch} answers from: `0001-chat-completions-stream.json`. For Node, Bun and Deno.
 *
 * A file is written when the body has ended, whole or not at all, and none is ever overwritten: empty the folder to
 * record anew. A stream that is cut or left is written as such; a `fetch` that fails leaves no file. The key and other
 * credentials of the request stand in no file, wherever they come back. What you ask and what is answered does.
 *
 * @param folder is made if it is missing; if it can't be, the call fails and nothing is sent
 *
 * @example
 * ```ts no-run: it writes files
 * import { OpenRouter } from "@org/sdk";
 * import { recordFetch } from "@org/sdk/testing.js";
 *
 * const fetch = recordFetch("test/recordings");
 * const openRouter = new OpenRouter({ fetch });
 * await openRouter.chat.complete({ messages: [{ role: "user", content: "Hello" }] });
 * await fetch.settled();
 * ```
 */
export function recordFetch(folder: string | URL, options: RecordOptions = {}): RecordFetch {
  const { fetch: underlying, ...unknown } = options;
  refuseUnknown(unknown);
  const underWay = new Set<Promise<void>>();
  let opening: Promise<Numbered> | undefined;

  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const asked = await sentRequest(input, init);
    const { request, redact } = describedRequest(asked);
    opening ??= numbered(folder);
    const { files, take } = await opening;
    const number = take();
    const sentAt = performance.now();
    const response = await asked.forward(underlying ?? globalThis.fetch);
    const headAt = performance.now();
    const arrivals: Arrival[] = [];
    let isOver = false;
    let finish: ((written: Promise<void>) => void) | undefined;
    const exchange = new Promise<void>((resolve) => (finish = resolve));
    underWay.add(exchange);
    // One that could not be written stays, to be found by `settled`.
    exchange.then(() => underWay.delete(exchange)).catch(() => {});

    const ended = (end: RecordedResponse["end"]): Promise<void> => {
      if (!isOver) {
        isOver = true;
        const recorded = describedResponse({ response, sentAt, headAt, arrivals, end }, redact);
        finish?.(write(files, take, number, { request, response: recorded }));
      }
      return exchange;
    };
    const arrived = (bytes: Uint8Array): void => void arrivals.push({ at: performance.now(), bytes });
    const body = response.body && watchedBody(response.body, asked.signal, { arrived, ended });
    if (!body) await ended("complete");
    const { status, statusText, headers, url } = response;
    // Servers may answer 999; a Response that is made by hand may not.
    const copy = new Response(body, { status: status < 600 ? status : 500, statusText, headers });
    return Object.defineProperties(copy, { url: { value: url }, status: { value: status } });
  };
  return Object.assign(fetch, {
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  });
}

interface Numbered {
  readonly files: Folder;
  /** The next number. Taken when a request is sent, so that the files have the order of the requests. */
  readonly take: () => number;
}

async function numbered(folder: string | URL): Promise<Numbered> {
  const files = await openFolder(folder, true);
  let last = Math.max(0, ...(await files.list()).map((name) => Number.parseInt(name, 10) || 0));
  return { files, take: () => ++last };
}

async function write(files: Folder, take: () => number, first: number, recording: Recording): Promise<void> {
  const text = `${JSON.stringify(recording, undefined, 2)}\n`;
  // Another process may have taken the name.
  for (let number = first; !(await files.create(nameOf(number, recording), text));) number = take();
}

function nameOf(number: number, { request, response }: Recording): string {
  const path = new URL(request.url).pathname.split("/").filter(Boolean).slice(-2).join("-");
  const { status, pieces, end } = response;
  const kind = status >= 300 ? `-${status}` : pieces ? "-stream" : "";
  const words = `${path.replaceAll(/[^\w]+/g, "-").slice(0, 60)}${kind}${end === "complete" ? "" : `-${end}`}`;
  return `${String(number).padStart(4, "0")}-${words}.json`;
}
