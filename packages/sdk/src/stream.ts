// Programs without Node's types and with a lib before ESNext know no `Symbol.asyncDispose`.
/// <reference lib="esnext.disposable" preserve="true" />

/** What a stream reads from: the next item at once or as a promise, and the way to give the connection back. */
export interface StreamSource<T> {
  next(): IteratorResult<T, undefined> | Promise<IteratorResult<T, undefined>>;
  close(): void;
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
  #turn: Promise<unknown> | undefined;

  constructor(source: StreamSource<T>) {
    this.#source = source;
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
    if (this.#isTaken) throw new TypeError("This stream can be read only once, and it has been read or cancelled");
    this.#isTaken = true;
  }

  /** Calls that don't wait for each other take their turns, so that none is given another's chunk. */
  #next(): Promise<IteratorResult<T, undefined>> {
    if (this.#turn) return this.#queue();
    try {
      const result = this.#source.next();
      if (!(result instanceof Promise)) return Promise.resolve(result);
      this.#wait(result);
      return result;
    } catch (error) {
      return Promise.reject(error as Error);
    }
  }

  #queue(): Promise<IteratorResult<T, undefined>> {
    const read = () => this.#source.next();
    const result = this.#turn?.then(read, read) ?? this.#next();
    this.#wait(result);
    return result;
  }

  #wait(turn: Promise<unknown>): void {
    this.#turn = turn;
    const settle = () => {
      if (this.#turn === turn) this.#turn = undefined;
    };
    turn.then(settle, settle);
  }
}
