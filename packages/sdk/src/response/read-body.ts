/** What is read of a body at most. */
export interface BodyLimits {
  readonly bytes: number;
  readonly ms: number;
}

/** Whether a body can be read piece by piece: React Native's `fetch` has none, node-fetch a stream of its own kind. */
export function isReadable(body: Response["body"] | undefined): body is ReadableStream<Uint8Array<ArrayBuffer>> {
  return typeof body?.getReader === "function";
}

/**
 * The text of a body; given up when the signal is aborted, since not every fetch ends its body then, and one that
 * `text()` reads can't be cancelled. Within limits, what has come is taken for the whole, and nothing is thrown.
 */
export async function readText(
  response: Response,
  signal: AbortSignal | null | undefined,
  limits?: BodyLimits,
): Promise<string> {
  const { body } = response;
  if (isReadable(body)) return readAll(body.getReader(), signal, limits);
  return limits ? (await response.text().catch(() => "")).slice(0, limits.bytes) : response.text();
}

// What is left of a body when all has been said.
const leftover: BodyLimits = { bytes: 64 * 1024, ms: 1_000 };

/** Reads a body to its end and throws it away, so that its connection can be used again; or else gives it up. */
export function drain(reader: ReadableStreamDefaultReader<Uint8Array>): void {
  void readAll(reader, undefined, leftover);
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  signal: AbortSignal | null | undefined,
  limits: BodyLimits | undefined,
): Promise<string> {
  const stop = () => void reader.cancel().catch(() => {});
  signal?.addEventListener("abort", stop);
  if (signal?.aborted) stop();
  const timer = limits && setTimeout(stop, limits.ms);
  const decoder = new TextDecoder();
  let text = "";
  let left = limits?.bytes ?? Infinity;
  try {
    while (left > 0) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value.subarray(0, left), { stream: true });
      left -= value.byteLength;
    }
  } catch (error) {
    // The status of a limited one is known; a body that breaks off says less, not something else.
    if (!limits) throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
    stop();
  }
  return text + decoder.decode();
}
