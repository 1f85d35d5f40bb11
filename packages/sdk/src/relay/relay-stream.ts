import type { ChatCompletionChunk } from "@org/types/schemas";
import { EventStream } from "../stream/event-stream.ts";
import { setTimer, type Timer } from "../request/set-timer.ts";

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
const encoder = new TextEncoder();

/** Encodes a pending stream as server-sent events. It writes one piece for each pull of the reader. */
export function createRelayBody(
  source: Promise<AsyncIterable<ChatCompletionChunk>>,
  options: RelayBodyOptions,
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(new RelayBody(source, options), { highWaterMark: 0 });
}

class RelayBody implements UnderlyingDefaultSource<Uint8Array> {
  readonly #options: RelayBodyOptions;
  readonly #opening: Promise<AsyncIterator<ChatCompletionChunk>>;
  #chunks: AsyncIterator<ChatCompletionChunk> | undefined;
  #stream: EventStream<ChatCompletionChunk> | undefined;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #isDisconnected = false;
  #isReading = false;
  #ready: Piece | undefined;
  // Only the latest is kept, so that comments do not accumulate while the reader is slow.
  #latestComment: string | undefined;
  /** When the reader began to wait; `undefined` while it is busy. */
  #waitingSince: number | undefined;
  #timer: Timer;

  constructor(source: Promise<AsyncIterable<ChatCompletionChunk>>, options: RelayBodyOptions) {
    this.#options = options;
    this.#opening = source.then((iterable) => this.#open(iterable));
    // The reader receives the error as an event, so the rejection must not be reported as unhandled.
    this.#opening.catch(() => {});
  }

  start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.#controller = controller;
    // Servers send the headers together with the first bytes.
    controller.enqueue(encoder.encode(comment));
  }

  pull(): void {
    this.#waitingSince = performance.now();
    this.#timer ??= setTimer(this.#options.keepAliveMs, this.#keepAlive);
    if (this.#isReading || this.#ready) this.#writeQueued();
    else void this.#read();
  }

  cancel(reason: unknown): void {
    this.#isDisconnected = true;
    clearTimeout(this.#timer);
    this.#options.onDisconnect(reason);
    void this.#closeSource();
  }

  #open(iterable: AsyncIterable<ChatCompletionChunk>): AsyncIterator<ChatCompletionChunk> {
    if (iterable instanceof EventStream) {
      this.#stream = iterable as EventStream<ChatCompletionChunk>;
      EventStream.listen(iterable, (text) => {
        this.#latestComment = `:${text.replaceAll(/[\r\n]/g, " ")}\n\n`;
        this.#writeQueued();
      });
    }
    return (this.#chunks = iterable[Symbol.asyncIterator]());
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    try {
      const chunks = this.#chunks ?? (await this.#opening);
      if (this.#isDisconnected) return;
      const { done: isDone, value } = await chunks.next();
      this.#ready = isDone ? { text: done, isLast: true } : { text: this.#format(value), isLast: false };
    } catch (error) {
      if (this.#isDisconnected) return;
      // Errors are followed by `[DONE]`, as in the API, so that a reader which waits for it does not hang.
      this.#ready = { text: formatEvent(this.#options.formatError(error)) + done, isLast: true };
    }
    this.#isReading = false;
    this.#writeQueued();
  }

  /** Returns the event of a chunk: as it arrived, or in JSON. A line break would end its line. */
  #format(chunk: ChatCompletionChunk): string {
    const json = this.#stream && EventStream.getJSON(this.#stream);
    if (json !== undefined && !json.includes("\n")) return formatEvent(json);
    try {
      return formatEvent(JSON.stringify(chunk));
    } catch (error) {
      void this.#closeSource();
      throw error;
    }
  }

  /** Writes the latest comment, else the piece that is ready, if the reader waits for one. */
  #writeQueued(): void {
    if (this.#waitingSince === undefined || this.#isDisconnected) return;
    const latestComment = this.#latestComment;
    const ready = this.#ready;
    // Cleared first, since the reader may pull again while it receives a piece.
    this.#latestComment = undefined;
    if (latestComment === undefined) this.#ready = undefined;
    const piece = latestComment === undefined ? ready : { text: latestComment, isLast: false };
    if (piece) this.#write(piece);
  }

  #write({ text, isLast }: Piece): void {
    this.#waitingSince = undefined;
    this.#controller?.enqueue(encoder.encode(text));
    if (!isLast) return;
    clearTimeout(this.#timer);
    this.#controller?.close();
  }

  // One timer for many pulls: it checks the clock when it fires, which is cheaper than a new timer for each.
  readonly #keepAlive = (): void => {
    this.#timer = undefined;
    if (this.#waitingSince === undefined) return;
    const left = this.#waitingSince + this.#options.keepAliveMs - performance.now();
    if (left > 0) this.#timer = setTimer(left, this.#keepAlive);
    else this.#write({ text: comment, isLast: false });
  };

  async #closeSource(): Promise<void> {
    try {
      await (await this.#opening).return?.();
    } catch {
      // The stream is over, and the reader has disconnected or received the first error.
    }
  }
}

function formatEvent(data: string | undefined): string {
  if (data === undefined) throw new TypeError("A chunk must be a value that JSON can represent");
  return `data: ${data}\n\n`;
}
