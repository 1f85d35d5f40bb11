/** A web stream's reader, or a Node stream: a socket, the stdout of a child process. */
export type TextSource = WebReader | AsyncIterable<Uint8Array | string>;

interface WebReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
}

export interface ReadUntilOptions {
  /** Stops the wait. What was read stays available to the next `readUntil`. */
  readonly signal?: AbortSignal | undefined;
}

interface Chunk {
  readonly done?: boolean | undefined;
  readonly value?: Uint8Array | string | undefined;
}

interface Reading {
  readonly next: () => Promise<Chunk>;
  readonly decoder: TextDecoder;
  /** The text after the last match. */
  text: string;
  /** The read that an aborted wait left pending. */
  pending?: Promise<Chunk> | undefined;
}

const readings = new WeakMap<TextSource, Reading>();

/**
 * Reads UTF-8 text until the pattern matches, wherever the text is split into chunks. Returns the text up to the end
 * of the match and keeps the rest for the next `readUntil` of the same source.
 *
 * @throws Error with the text that was read, when the source ends or fails before the match, or the signal is aborted
 */
export async function readUntil(
  source: TextSource,
  pattern: RegExp | string,
  { signal }: ReadUntilOptions = {},
): Promise<string> {
  const reading = readings.get(source) ?? openReading(source);
  const fail = (what: string, options?: ErrorOptions): never => {
    const awaited = typeof pattern === "string" ? JSON.stringify(pattern) : String(pattern);
    throw new Error(`${what} before ${awaited} was read. Read: ${JSON.stringify(reading.text)}`, options);
  };
  for (;;) {
    const end = findEnd(reading.text, pattern);
    if (end !== undefined) {
      const text = reading.text.slice(0, end);
      reading.text = reading.text.slice(end);
      return text;
    }
    reading.pending ??= reading.next();
    const { done, value = "" } = await raceAbort(reading.pending, signal).catch((cause: unknown) =>
      fail(signal?.aborted ? "The wait was aborted" : "The stream failed", { cause }),
    );
    reading.pending = undefined;
    if (done) fail("The stream ended");
    reading.text += typeof value === "string" ? value : reading.decoder.decode(value, { stream: true });
  }
}

/** Returns a reader of a response's body. @throws Error when the response has none */
export function bodyReader({ body }: Response): ReadableStreamDefaultReader<Uint8Array> {
  if (!body) throw new Error("The response must have a body");
  return body.getReader();
}

function openReading(source: TextSource): Reading {
  const reading = { next: getNext(source), decoder: new TextDecoder(), text: "" };
  readings.set(source, reading);
  return reading;
}

function getNext(source: TextSource): () => Promise<Chunk> {
  if (!(Symbol.asyncIterator in source)) return () => source.read();
  // Never returned: that would destroy a Node stream.
  const iterator = source[Symbol.asyncIterator]();
  return () => iterator.next();
}

function findEnd(text: string, pattern: RegExp | string): number | undefined {
  const index = typeof pattern === "string" ? text.indexOf(pattern) : text.search(pattern);
  if (index < 0) return undefined;
  return index + (typeof pattern === "string" ? pattern : (pattern.exec(text)?.[0] ?? "")).length;
}

function raceAbort<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
