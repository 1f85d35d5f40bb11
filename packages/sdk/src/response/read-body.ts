import type { AttemptTimer } from "../request/attempt-timer.ts";

/** Limits for reading a body. */
export interface BodyLimits {
  /** Maximum number of bytes to read. */
  readonly bytes: number;
  /** Maximum time to read, in milliseconds. */
  readonly ms: number;
}

// 4 KiB more than an error's body, so that a key at its end is read completely and redacted.
export const errorBodyLimits: BodyLimits = { bytes: 68 * 1024, ms: 5_000 };

/** Returns whether a body is a `ReadableStream`. React Native's `fetch` has none, node-fetch has a Node stream. */
export function isReadable(body: Response["body"] | undefined): body is ReadableStream<Uint8Array<ArrayBuffer>> {
  return typeof body?.getReader === "function";
}

const decoder = new TextDecoder();

/**
 * Reads a body as text. Cancels it when the attempt is aborted: not every `fetch` does, and a body that `text()` reads
 * cannot be canceled.
 *
 * @param limits If given, returns what was read when a limit is reached or reading fails, and never throws.
 */
export function readText(response: Response, timer: AttemptTimer, limits?: BodyLimits): Promise<string> {
  const { body } = response;
  if (isReadable(body)) return readAll(body.getReader(), limits, timer).then(decode);
  const text = response.text();
  if (!limits) return text;
  return text.then(
    (all) => all.slice(0, limits.bytes),
    () => "",
  );
}

// For what follows the last event of a stream.
const drainLimits: BodyLimits = { bytes: 64 * 1024, ms: 1_000 };

/** Reads a body to its end, so that its connection can be reused. Cancels it when that takes too long. */
export function drain(reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>): void {
  void readAll(reader, drainLimits);
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
  limits: BodyLimits | undefined,
  timer?: AttemptTimer,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const stop = () => void reader.cancel().catch(() => {});
  if (timer) timer.onAbort = stop;
  const timeLimit = limits && setTimeout(stop, limits.ms);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let left = limits?.bytes ?? Infinity;
  try {
    while (left > 0) {
      const { done, value } = await reader.read();
      if (done) return chunks;
      chunks.push(value.subarray(0, left));
      left -= value.byteLength;
    }
    stop();
  } catch (error) {
    // The text of an error response only adds to its status.
    if (!limits) throw error;
  } finally {
    clearTimeout(timeLimit);
  }
  return chunks;
}

function decode(chunks: Uint8Array<ArrayBuffer>[]): string | Promise<string> {
  // A decoder and a Blob take longer than the body of most responses.
  return chunks.length === 1 ? decoder.decode(chunks[0]) : new Blob(chunks).text();
}
