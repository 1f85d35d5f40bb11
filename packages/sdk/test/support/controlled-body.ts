/** A body that a test writes by hand. */
export interface HeldBody {
  readonly stream: ReadableStream<Uint8Array>;
  write(part: string | Uint8Array): void;
  close(): void;
  /** Breaks off, like a connection. */
  error(reason: unknown): void;
  /** Whether whoever reads it gave it up. */
  readonly isCancelled: boolean;
  /** How often a piece was asked for that was not there yet. */
  readonly reads: number;
}

export function heldBody(): HeldBody {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let isCancelled = false;
  let reads = 0;
  const stream = new ReadableStream<Uint8Array>(
    {
      start: (given) => void (controller = given),
      pull: () => void reads++,
      cancel: () => void (isCancelled = true),
    },
    { highWaterMark: 0 },
  );
  return {
    stream,
    write: (part) => controller?.enqueue(typeof part === "string" ? new TextEncoder().encode(part) : part),
    close: () => controller?.close(),
    error: (reason) => controller?.error(reason),
    get isCancelled() {
      return isCancelled;
    },
    get reads() {
      return reads;
    },
  };
}
