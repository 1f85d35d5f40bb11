import type { ChatCompletionChunk } from "@org/types/schemas";
import { EventStream } from "../stream/event-stream.ts";
import { after } from "../request/attempt-timer.ts";

export interface RelayBodyOptions {
  readonly keepAliveMs: number;
  /** The data of the event that tells of an error. */
  readonly failure: (error: unknown) => string;
  /** Told when the reader leaves. */
  readonly left: (reason: unknown) => void;
}

/** What is written next; after the last one the body ends. */
interface Piece {
  readonly text: string;
  readonly isLast: boolean;
}

const comment = ":\n\n";
const done = "data: [DONE]\n\n";

/** The events of a stream that is on its way, as bytes. One piece is written each time the reader asks for more. */
export function relayBody(
  opening: Promise<AsyncIterable<ChatCompletionChunk>>,
  { keepAliveMs, failure, left }: RelayBodyOptions,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterating = opening.then((iterable) => {
    if (iterable instanceof EventStream) EventStream.listen(iterable, heard);
    return iterable[Symbol.asyncIterator]();
  });
  // Whoever reads is told of the failure; nobody may.
  iterating.catch(() => {});
  let hasLeft = false;
  let isReading = false;
  let ready: Piece | undefined;
  // The latest that has not been written: those that come while nobody reads don't pile up.
  let latestComment: string | undefined;
  /** Ends the wait of the reader, if there is something to write. */
  let wake: (() => void) | undefined;

  function heard(text: string): void {
    latestComment = `:${text.replaceAll(/[\r\n]/g, " ")}\n\n`;
    wake?.();
  }

  async function read(): Promise<void> {
    isReading = true;
    const piece = await next().catch((error: unknown) => ({
      // The API ends like this, too: a reader that looks for nothing but the end is not left waiting.
      text: hasLeft ? "" : event(failure(error)) + done,
      isLast: true,
    }));
    isReading = false;
    ready = piece;
    wake?.();
  }

  async function next(): Promise<Piece> {
    const iterator = await iterating;
    if (hasLeft) return { text: "", isLast: true };
    const { done: isDone, value } = await iterator.next();
    if (isDone) return { text: done, isLast: true };
    try {
      return { text: event(JSON.stringify(value)), isLast: false };
    } catch (error) {
      void leave();
      throw error;
    }
  }

  async function leave(): Promise<void> {
    try {
      await (await iterating).return?.();
    } catch {
      // It is over in any case, and nobody is there to be told.
    }
  }

  function taken(): Piece | undefined {
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
      // Servers send the head with the first bytes.
      start: (controller) => controller.enqueue(encoder.encode(comment)),
      pull: (controller) =>
        new Promise<void>((resolve) => {
          const timer = after(keepAliveMs, () => write({ text: comment, isLast: false }));
          function write(piece: Piece): void {
            clearTimeout(timer);
            wake = undefined;
            if (!hasLeft) {
              controller.enqueue(encoder.encode(piece.text));
              if (piece.isLast) controller.close();
            }
            resolve();
          }
          wake = () => {
            const piece = hasLeft ? { text: "", isLast: true } : taken();
            if (piece) write(piece);
          };
          if (!isReading && !ready && latestComment === undefined) void read();
          else wake?.();
        }),
      cancel(reason) {
        hasLeft = true;
        wake?.();
        left(reason);
        void leave();
      },
    },
    { highWaterMark: 0 },
  );
}

function event(data: string | undefined): string {
  if (data === undefined) throw new TypeError("A chunk is nothing that JSON can say");
  return `data: ${data}\n\n`;
}
