import { rejectUnknownOptions } from "../../config/unknown-options.ts";
import { copyResponse } from "../../response/copy-response.ts";
import { serializeRequest, serializeResponse } from "./serialize.ts";
import type { Arrival } from "./split-events.ts";
import { openFolder, type Folder } from "./folder.ts";
import type { RecordedResponse, Recording } from "./types.ts";
import { captureRequest } from "../captured-request.ts";

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
  /**
   * The `fetch` that makes the calls.
   * @default `globalThis.fetch`, looked up for each call
   */
  fetch?: typeof globalThis.fetch | undefined;
}

/**
 * A `fetch` that records its requests and responses.
 *
 * @example
 * ```ts
 * import type { RecordFetch } from "@org/sdk/testing.js";
 *
 * const written = (fetch: RecordFetch) => fetch.settled();
 * ```
 */
export type RecordFetch = typeof globalThis.fetch & {
  /**
   * Waits until every response has ended and is written.
   * @throws Error when a file cannot be written.
   */
  settled(): Promise<void>;
};

/**
 * Creates a `fetch` that makes the real calls, and writes each request with its response to a readable file for
 * {@link replayFetch}, such as `0001-chat-completions-stream.json`. For Node, Bun and Deno.
 *
 * A file is written atomically when the body has ended, and never overwritten: empty the folder to record again. A
 * truncated or canceled stream is recorded as such; a `fetch` that fails writes no file. The API key and other
 * credentials of the request are redacted everywhere, even if the response repeats them. Prompts and completions are
 * not redacted.
 *
 * @param folder Folder of the recordings, created if it does not exist; if it cannot be created, the call fails before
 * anything is sent.
 * @param options The `fetch` to record.
 * @returns The `fetch` for the client's options.
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
  rejectUnknownOptions(unknown);
  const pending = new Set<Promise<void>>();
  let opening: Promise<NumberedFolder> | undefined;

  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const captured = await captureRequest(input, init);
    const { request, redactor } = serializeRequest(captured);
    opening ??= openNumberedFolder(folder);
    const { files, nextNumber } = await opening;
    const number = nextNumber();
    const sentAt = performance.now();
    const response = await captured.forward(underlying ?? globalThis.fetch);
    const headersAt = performance.now();
    const arrivals: Arrival[] = [];
    let hasEnded = false;
    let resolveExchange: ((written: Promise<void>) => void) | undefined;
    const exchange = new Promise<void>((resolve) => (resolveExchange = resolve));
    pending.add(exchange);
    // A file that could not be written stays pending, so that `settled` rejects.
    exchange.then(() => pending.delete(exchange)).catch(() => {});

    const onEnd = (end: RecordedResponse["end"]): Promise<void> => {
      if (!hasEnded) {
        hasEnded = true;
        const recorded = serializeResponse({ response, sentAt, headersAt, arrivals, end }, redactor);
        resolveExchange?.(writeRecording(files, nextNumber, number, { request, response: recorded }));
      }
      return exchange;
    };
    const onBytes = (bytes: Uint8Array): void => void arrivals.push({ at: performance.now(), bytes });
    const body = response.body && observeBody(response.body, captured.signal, { onBytes, onEnd });
    if (!body) await onEnd("complete");
    return copyResponse(response, body);
  };
  return Object.assign(fetch, {
    async settled() {
      while (pending.size > 0) await Promise.all(pending);
    },
  });
}

interface BodyObserver {
  readonly onBytes: (bytes: Uint8Array) => void;
  /** Called at the end of the body, which is delayed until the promise resolves. */
  readonly onEnd: (end: RecordedResponse["end"]) => Promise<void>;
}

/** Returns the same body, read no faster than its reader pulls, and reports its bytes and its end. */
function observeBody(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
  { onBytes, onEnd }: BodyObserver,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read().catch(async (error: unknown) => {
          await onEnd(signal?.aborted ? "cancelled" : "cut");
          throw error;
        });
        if (done) {
          await onEnd("complete");
          controller.close();
        } else {
          onBytes(value);
          controller.enqueue(value);
        }
      },
      async cancel(reason) {
        await Promise.all([reader.cancel(reason), onEnd("cancelled")]);
      },
    },
    { highWaterMark: 0 },
  );
}

interface NumberedFolder {
  readonly files: Folder;
  /**
   * Returns the number of the next file. Called before a request is sent, so that the files have the order of the
   * requests.
   */
  readonly nextNumber: () => number;
}

async function openNumberedFolder(folder: string | URL): Promise<NumberedFolder> {
  const files = await openFolder(folder, true);
  let last = Math.max(0, ...(await files.list()).map((name) => Number.parseInt(name, 10) || 0));
  return { files, nextNumber: () => ++last };
}

async function writeRecording(
  files: Folder,
  nextNumber: () => number,
  first: number,
  recording: Recording,
): Promise<void> {
  const text = `${JSON.stringify(recording, undefined, 2)}\n`;
  // Another process may have created a file of this name.
  for (let number = first; !(await files.create(createName(number, recording), text));) number = nextNumber();
}

function createName(number: number, { request, response }: Recording): string {
  const path = new URL(request.url).pathname.split("/").filter(Boolean).slice(-2).join("-");
  const { status, pieces, end } = response;
  const kind = status >= 300 ? `-${status}` : pieces ? "-stream" : "";
  const description = `${path.replaceAll(/[^\w]+/g, "-").slice(0, 60)}${kind}${end === "complete" ? "" : `-${end}`}`;
  return `${String(number).padStart(4, "0")}-${description}.json`;
}
