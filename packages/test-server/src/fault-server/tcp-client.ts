import { connect } from "node:net";

/** One request over a bare socket, and all that comes back, as it is on the wire. */
export interface RawCall extends Disposable {
  /** What has arrived, as Latin-1: one character a byte. */
  readonly received: string;
  /** How often bytes have arrived. */
  readonly reads: number;
  /** `end` for FIN, else the error's code. */
  readonly ended: Promise<string>;
  /** Resolves as soon as `received` matches; fails when the connection ends before. */
  until(pattern: RegExp): Promise<void>;
  send(bytes: string): void;
  /** Lets no more bytes in, so that the server's writes get stuck. */
  stopReading(): void;
  /** FIN. */
  leave(): void;
  /** RST. */
  reset(): void;
}

export function rawCall(url: string, request: string = postOf("{}")): RawCall {
  const { hostname, port } = new URL(url);
  // Half open, so that a FIN of the server's is not answered unasked.
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  let received = "";
  let reads = 0;
  const ended = new Promise<string>((resolve) => {
    socket.once("end", () => resolve("end"));
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
  const arrived = new EventTarget();
  socket.on("data", (bytes) => {
    received += bytes.toString("latin1");
    reads += 1;
    arrived.dispatchEvent(new Event("bytes"));
  });
  socket.write(request);

  return {
    ended,
    get received() {
      return received;
    },
    get reads() {
      return reads;
    },
    async until(pattern) {
      let end: string | undefined;
      const isEnding = ended.then((how) => (end = how));
      while (!pattern.test(received)) {
        if (end !== undefined) throw new Error(`${end} before ${pattern}. Received: ${JSON.stringify(received)}`);
        const bytes = new Promise((resolve) => arrived.addEventListener("bytes", resolve, { once: true }));
        await Promise.race([bytes, isEnding]);
      }
    },
    send: (bytes) => void socket.write(bytes),
    stopReading: () => void socket.pause(),
    leave: () => void socket.destroy(),
    reset: () => void socket.resetAndDestroy(),
    [Symbol.dispose]: () => void socket.destroy(),
  };
}

/** A POST with this body, as bytes. */
export function postOf(body: string, path = "/chat/completions"): string {
  return `POST ${path} HTTP/1.1\r\nHost: test\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
