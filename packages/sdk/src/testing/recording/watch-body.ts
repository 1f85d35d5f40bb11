import type { RecordedResponse } from "./types.ts";

export interface BodyWatcher {
  /** Told of each piece of the body. */
  readonly arrived: (bytes: Uint8Array) => void;
  /** Told of the body's end, which waits for it. */
  readonly ended: (end: RecordedResponse["end"]) => Promise<void>;
}

/** The same body, read no faster than its reader wants, with somebody who is told of it. */
export function watchedBody(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
  { arrived, ended }: BodyWatcher,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const read = await reader.read().catch(async (error: unknown) => {
          await ended(signal?.aborted ? "cancelled" : "cut");
          throw error;
        });
        if (read.done) {
          await ended("complete");
          controller.close();
        } else {
          arrived(read.value);
          controller.enqueue(read.value);
        }
      },
      async cancel(reason) {
        await Promise.all([reader.cancel(reason), ended("cancelled")]);
      },
    },
    { highWaterMark: 0 },
  );
}
