/** What is read of a body at most. */
export interface BodyLimits {
  readonly bytes: number;
  readonly ms: number;
}

/**
 * The text of a body; given up when the signal is aborted, since not every fetch ends its body then, and one that
 * `text()` reads can't be cancelled. Within limits, what has come is taken for the whole, and nothing is thrown.
 */
export async function readText(
  { body }: Response,
  signal: AbortSignal | null | undefined,
  limits?: BodyLimits,
): Promise<string> {
  const reader = body?.getReader();
  if (!reader) return "";
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

/** What is left of a body when all has been said is read for at most this long, and this far. */
const drainMs = 1_000;
const drainBytes = 64 * 1024;

/** Reads a body to its end and throws it away, so that its connection can be used again; or else gives it up. */
export async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  const stop = () => void reader.cancel().catch(() => {});
  const timer = setTimeout(stop, drainMs);
  let left = drainBytes;
  try {
    while (left > 0) {
      const { done, value } = await reader.read();
      left = done ? 0 : left - value.byteLength;
    }
  } catch {
    // The answer is complete; what becomes of its connection does not matter.
  } finally {
    clearTimeout(timer);
    stop();
  }
}
