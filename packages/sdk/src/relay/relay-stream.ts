import type { ChatCompletionChunk } from "@org/types/schemas";
import { EventStream } from "../stream/event-stream.ts";
import { setTimer } from "../request/set-timer.ts";

export interface RelayBodyOptions {
  readonly keepAliveMs: number;
  /** Returns the data of the event for an error. */
  readonly formatError: (error: unknown) => string;
  /** Called when the reader disconnects. */
  readonly onDisconnect: (reason: unknown) => void;
}

/** Text to write. The body ends after the last piece. */
interface Piece {
  readonly text: string;
  readonly isLast: boolean;
}

const comment = ":\n\n";
const done = "data: [DONE]\n\n";

/** Encodes a pending stream as server-sent events. It writes one piece for each pull of the reader. */
export function createRelayBody(
  source: Promise<AsyncIterable<ChatCompletionChunk>>,
  { keepAliveMs, formatError, onDisconnect }: RelayBodyOptions,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const pendingIterator = source.then((iterable) => {
    if (iterable instanceof EventStream) EventStream.listen(iterable, onComment);
    return iterable[Symbol.asyncIterator]();
  });
  // The reader receives the error as an event, so the rejection must not be reported as unhandled.
  pendingIterator.catch(() => {});
  let isDisconnected = false;
  let isReading = false;
  let ready: Piece | undefined;
  // Only the latest is kept, so that comments do not accumulate while the reader is slow.
  let latestComment: string | undefined;
  // Resolves the pending pull, if there is something to write.
  let wake: (() => void) | undefined;

  function onComment(text: string): void {
    latestComment = `:${text.replaceAll(/[\r\n]/g, " ")}\n\n`;
    wake?.();
  }

  async function read(): Promise<void> {
    isReading = true;
    const piece = await next().catch((error: unknown) => ({
      // Errors are followed by `[DONE]`, as in the API, so that a reader which waits for it does not hang.
      text: isDisconnected ? "" : formatEvent(formatError(error)) + done,
      isLast: true,
    }));
    isReading = false;
    ready = piece;
    wake?.();
  }

  async function next(): Promise<Piece> {
    const iterator = await pendingIterator;
    if (isDisconnected) return { text: "", isLast: true };
    const { done: isDone, value } = await iterator.next();
    if (isDone) return { text: done, isLast: true };
    try {
      return { text: formatEvent(JSON.stringify(value)), isLast: false };
    } catch (error) {
      void closeSource();
      throw error;
    }
  }

  async function closeSource(): Promise<void> {
    try {
      await (await pendingIterator).return?.();
    } catch {
      // The stream is over, and the reader has disconnected or received the first error.
    }
  }

  function takeQueued(): Piece | undefined {
    if (latestComment !== undefined) {
      const text = latestComment;
      latestComment = undefined;
      return { text, isLast: false };
    }
    const piece = ready;
    ready = undefined;
    return piece;
  }

  return new ReadableStream<Uint8Array>(
    {
      // Servers send the headers together with the first bytes.
      start: (controller) => controller.enqueue(encoder.encode(comment)),
      pull: (controller) =>
        new Promise<void>((resolve) => {
          const timer = setTimer(keepAliveMs, () => write({ text: comment, isLast: false }));
          function write(piece: Piece): void {
            clearTimeout(timer);
            wake = undefined;
            if (!isDisconnected) {
              controller.enqueue(encoder.encode(piece.text));
              if (piece.isLast) controller.close();
            }
            resolve();
          }
          wake = () => {
            const piece = isDisconnected ? { text: "", isLast: true } : takeQueued();
            if (piece) write(piece);
          };
          if (!isReading && !ready && latestComment === undefined) void read();
          else wake?.();
        }),
      cancel(reason) {
        isDisconnected = true;
        wake?.();
        onDisconnect(reason);
        void closeSource();
      },
    },
    { highWaterMark: 0 },
  );
}

function formatEvent(data: string | undefined): string {
  if (data === undefined) throw new TypeError("A chunk must be a value that JSON can represent");
  return `data: ${data}\n\n`;
}
