// Declares `Symbol.asyncDispose` for programs without Node's types and with a lib before ESNext.
/// <reference lib="esnext.disposable" preserve="true" />

/** The source of an {@link EventStream}. */
export interface StreamSource<T> {
  /** Returns the next item or a promise of it. May be called before the previous promise has settled. */
  next(): IteratorResult<T, undefined> | Promise<IteratorResult<T, undefined>>;
  /** Closes the connection. */
  close(): void;
  /** The JSON of the last item as it arrived, if it is known. */
  readonly json?: string | undefined;
  /** Called with the text of each comment in the stream, without the colon. */
  onComment?: (text: string) => void;
}

/** `AsyncIterableIterator<T, undefined>`, which before TypeScript 5.6 takes one parameter and would be `any`. */
interface StreamIterator<T> extends AsyncIterator<T, undefined> {
  [Symbol.asyncIterator](): StreamIterator<T>;
}

/**
 * The chunks of a streamed response, in order, as they arrive: `for await (const chunk of stream)`.
 *
 * A stream can be read once. It holds one connection, and closes it when it ends or fails, and on `break`, `return` or
 * `throw` in the loop, {@link cancel}, or the end of an `await using` block. Closing it early stops the generation, and
 * its cost, at providers that support it.
 *
 * The loop ends normally if the response is complete: with `[DONE]`, or with the end of the connection after a
 * `finish_reason`. It also does after {@link cancel}; to tell a stop from the end, abort the `signal` of the call
 * instead. Otherwise, it throws a {@link ConnectionError}, {@link ChatCompletionError}, {@link ResponseValidationError},
 * {@link RequestTimeoutError} or {@link RequestAbortedError}.
 *
 * @example
 * ```ts
 * import { OpenRouter } from "@org/sdk";
 *
 * const openRouter = new OpenRouter();
 * await using stream = await openRouter.chat.complete({
 *   messages: [{ role: "user", content: "Count to five." }],
 *   stream: true,
 * });
 * for await (const chunk of stream) {
 *   process.stdout.write(chunk.choices[0]?.delta.content ?? "");
 * }
 * ```
 */
export class EventStream<T> implements AsyncIterable<T>, AsyncDisposable {
  readonly #source: StreamSource<T>;
  #isUsed = false;

  constructor(source: StreamSource<T>) {
    this.#source = source;
  }

  /** @internal Sets the function that is called with each comment. */
  static listen(stream: EventStream<unknown>, onComment: (text: string) => void): void {
    stream.#source.onComment = onComment;
  }

  /** @internal Returns the JSON of the last item as it arrived; `undefined` if it is not known. */
  static getJSON(stream: EventStream<unknown>): string | undefined {
    return stream.#source.json;
  }

  /**
   * Returns the iterator, for `for await`. Can be called once.
   *
   * @throws {@link TypeError} when the stream is being read or has been read.
   */
  [Symbol.asyncIterator](): StreamIterator<T> {
    this.#markUsed();
    return new SourceIterator(this.#source);
  }

  /** Closes the connection. A pending read resolves to the end. */
  cancel(): Promise<void> {
    this.#isUsed = true;
    this.#source.close();
    return Promise.resolve();
  }

  /** Calls {@link cancel} at the end of an `await using` block. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.cancel();
  }

  /**
   * Returns the chunks as a `ReadableStream` that reads only what its consumer requests.
   *
   * @throws {@link TypeError} when the stream is being read or has been read.
   */
  toReadableStream(): ReadableStream<T> {
    const iterator = this[Symbol.asyncIterator]();
    return new ReadableStream<T>(
      {
        pull: async (controller) => {
          const { done, value } = await iterator.next();
          if (done) controller.close();
          else controller.enqueue(value);
        },
        cancel: () => this.#source.close(),
      },
      { highWaterMark: 0 },
    );
  }

  #markUsed(): void {
    if (this.#isUsed) throw new TypeError("A stream can be read only once");
    this.#isUsed = true;
  }
}

class SourceIterator<T> implements StreamIterator<T> {
  readonly #source: StreamSource<T>;

  constructor(source: StreamSource<T>) {
    this.#source = source;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    try {
      return Promise.resolve(this.#source.next());
    } catch (error) {
      return Promise.reject(error as Error);
    }
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.#source.close();
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(error: unknown): Promise<never> {
    this.#source.close();
    return Promise.reject(error as Error);
  }
}
