/** A response body that is written by the test. */
export interface ControlledBody {
  readonly stream: ReadableStream<Uint8Array>;
  write(part: string | Uint8Array): void;
  close(): void;
  /** Fails the body, like a connection that breaks. */
  error(reason: unknown): void;
  /** Whether the reader canceled the body. */
  readonly isCanceled: boolean;
  /** The number of reads that had to wait for data. */
  readonly reads: number;
}

export function createControlledBody(): ControlledBody {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let isCanceled = false;
  let reads = 0;
  const stream = new ReadableStream<Uint8Array>(
    {
      start: (started) => void (controller = started),
      pull: () => void reads++,
      cancel: () => void (isCanceled = true),
    },
    { highWaterMark: 0 },
  );
  return {
    stream,
    write: (part) => controller?.enqueue(typeof part === "string" ? new TextEncoder().encode(part) : part),
    close: () => controller?.close(),
    error: (reason) => controller?.error(reason),
    get isCanceled() {
      return isCanceled;
    },
    get reads() {
      return reads;
    },
  };
}
