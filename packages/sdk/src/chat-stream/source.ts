import type { ChatCompletion, ChatCompletionChunk } from "@org/types/schemas";
import { isFailedChoice } from "../chat/error-in-200.ts";
import { RequestAbortedError } from "../errors/client-error.ts";
import { ResponseValidationError } from "../errors/api-error.ts";
import type { ChatCompleteError } from "../models/errors.ts";
import type { Result } from "../result.ts";
import { EventStream, type StreamSource } from "../stream/event-stream.ts";
import { CompletionAccumulator } from "./accumulate-completion.ts";

/** The pending result of a streaming call. */
export type PendingStream = Promise<Result<EventStream<ChatCompletionChunk>, ChatCompleteError>>;

type ChunkResult = IteratorResult<ChatCompletionChunk, undefined>;
type OpenStream = Extract<Awaited<PendingStream>, { ok: true }>;

/** Reads the chunks of a call, and accumulates them. */
export class ChatSource implements StreamSource<ChatCompletionChunk> {
  readonly accumulator: CompletionAccumulator = new CompletionAccumulator();
  /** Resolves at the end of the stream; rejects when the stream fails or is canceled. */
  readonly completion: Promise<ChatCompletion>;
  declare onComment?: (text: string) => void;
  readonly #pending: PendingStream;
  readonly #abort: (reason: unknown) => void;
  #resolve!: (completion: ChatCompletion) => void;
  #reject!: (error: unknown) => void;
  #chunks: AsyncIterator<ChatCompletionChunk, undefined> | undefined;
  #stream: OpenStream | undefined;
  #isClosed = false;

  /** @param abort Aborts the call while it is pending. */
  constructor(pending: PendingStream, abort: (reason: unknown) => void) {
    this.#pending = pending;
    this.#abort = abort;
    this.completion = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // The iteration throws the same error, so the rejection must not be reported as unhandled.
    this.completion.catch(() => {});
  }

  async next(): Promise<ChunkResult> {
    if (this.#isClosed) return finished;
    try {
      this.#stream ??= await this.open();
      this.#chunks ??= this.#startReading(this.#stream.value);
      const result = await this.#chunks.next();
      if (result.done) this.#finish();
      else this.accumulator.add(result.value);
      return result;
    } catch (error) {
      // After `cancel`, the iteration ends without an error.
      if (this.#isClosed) return finished;
      this.#isClosed = true;
      this.#reject(attachPartial(error, this.accumulator));
      throw error;
    }
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const cause = new Error("The stream was canceled before its end");
    const attempts = this.#stream?.attempts ?? 0;
    this.#reject(attachPartial(new RequestAbortedError({ cause, attempts }), this.accumulator));
    if (!this.#stream) this.#abort(cause);
    // The stream may be open without having been read, or open while it is being canceled.
    void this.#pending.then((result) => (result.ok ? result.value.cancel() : undefined));
  }

  /**
   * Waits for the first chunk.
   * @throws {@link ChatCompleteError} when the call fails.
   */
  async open(): Promise<OpenStream> {
    const result = await this.#pending;
    if (!result.ok) throw result.error;
    return result;
  }

  /** Creates the error for a stream that ended as expected, but without the content it must have. */
  createValidationError(message: string): ResponseValidationError {
    if (!this.#stream) throw new TypeError("The stream is not open yet");
    const { response, attempts } = this.#stream;
    const init = { statusCode: response.status, body: "", rawText: "", rawResponse: response, attempts };
    return new ResponseValidationError(message, init);
  }

  #startReading(stream: EventStream<ChatCompletionChunk>): AsyncIterator<ChatCompletionChunk, undefined> {
    EventStream.listen(stream, (text) => this.onComment?.(text));
    return stream[Symbol.asyncIterator]();
  }

  #finish(): void {
    const { completion } = this.accumulator;
    if (!completion) throw this.createValidationError("The stream ended without a chunk");
    this.#isClosed = true;
    this.#resolve(completion);
  }
}

const finished: ChunkResult = { done: true, value: undefined };

/** Sets an error's `partial` to the choices received so far, with the error's own choices unless a chunk had them. */
function attachPartial(error: unknown, accumulator: CompletionAccumulator): unknown {
  const { partial } = error as Pick<ChatCompleteError, "partial">;
  if (accumulator.completion === undefined) return error;
  if (partial && !accumulator.choices.some(isFailedChoice)) {
    accumulator.add({ choices: partial as ChatCompletionChunk["choices"] });
  }
  return Object.assign(error as Error, { partial: accumulator.choices });
}
