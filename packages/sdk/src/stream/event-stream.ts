// Programs without Node's types and with a lib before ESNext know no `Symbol.asyncDispose`.
/// <reference lib="esnext.disposable" preserve="true" />

/** What a stream reads from. */
export interface StreamSource<T> {
  /** The next item, at once or as a promise. It may be called before the last promise has settled. */
  next(): IteratorResult<T, undefined> | Promise<IteratorResult<T, undefined>>;
  /** Gives the connection back. */
  close(): void;
  /** Set by whoever wants to be told of each comment in the stream: its text, without the colon. */
  onComment?: (text: string) => void;
}

/** `AsyncIterableIterator<T, undefined>`: with two parameters it would be `any` before TypeScript 5.6, chunks too. */
interface StreamIterator<T> extends AsyncIterator<T, undefined> {
  [Symbol.asyncIterator](): StreamIterator<T>;
}

/**
 * The chunks of one streamed answer, in order, as they arrive: `for await (const chunk of stream)`.
 *
 * It owns one connection, which it holds until the stream has ended, failed, or been left: by `break`, `return`,
 * a `throw` in the loop, {@link cancel}, or the end of an `await using` block. Leaving early stops the generation,
 * and its cost, at providers that support it. It can be read once. It ends normally only when the answer is whole;
 * everything else throws: {@link ConnectionError} when it was cut, {@link ChatCompletionError} when the API or the
 * provider failed midway, {@link ResponseValidationError}, {@link RequestTimeoutError}, {@link RequestAbortedError}.
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
  #isTaken = false;

  constructor(source: StreamSource<T>) {
    this.#source = source;
  }

  /** @internal Has a function told of each comment from now on. */
  static listen(stream: EventStream<unknown>, onComment: (text: string) => void): void {
    stream.#source.onComment = onComment;
  }

  /**
   * What `for await` calls. It can be called once.
   * @throws TypeError when the stream is being read, or has been
   */
  [Symbol.asyncIterator](): StreamIterator<T> {
    this.#take();
    const source = this.#source;
    const leave = (): IteratorResult<T, undefined> => {
      source.close();
      return { done: true, value: undefined };
    };
    const iterator: StreamIterator<T> = {
      [Symbol.asyncIterator]: () => iterator,
      next: () => this.#next(),
      return: () => Promise.resolve(leave()),
      throw: (error: unknown) => {
        leave();
        return Promise.reject(error as Error);
      },
    };
    return iterator;
  }

  /** Closes the connection. A reader that is waiting sees the end. */
  cancel(): Promise<void> {
    this.#isTaken = true;
    this.#source.close();
    return Promise.resolve();
  }

  /** {@link cancel} at the end of an `await using` block. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.cancel();
  }

  /** The same chunks as a `ReadableStream`, which reads no further ahead than its consumer asks. */
  toReadableStream(): ReadableStream<T> {
    this.#take();
    return new ReadableStream<T>(
      {
        pull: async (controller) => {
          const { done, value } = await this.#next();
          if (done) controller.close();
          else controller.enqueue(value);
        },
        cancel: () => this.#source.close(),
      },
      { highWaterMark: 0 },
    );
  }

  #take(): void {
    if (this.#isTaken) throw new TypeError("A stream can be read only once");
    this.#isTaken = true;
  }

  #next(): Promise<IteratorResult<T, undefined>> {
    try {
      return Promise.resolve(this.#source.next());
    } catch (error) {
      return Promise.reject(error as Error);
    }
  }
}
