import { connect } from "node:net";

/** A request over a bare TCP socket, and the bytes that are received for it. */
export interface TCPCall extends Disposable {
  /** The bytes received so far, as Latin-1: one character per byte. */
  readonly received: string;
  /** The number of reads that returned bytes. */
  readonly reads: number;
  /** Resolves with `"end"` after a FIN, else with the code of the error. */
  readonly ended: Promise<string>;
  /** Waits until `received` matches. @throws Error when the connection ends before that */
  waitFor(pattern: RegExp): Promise<void>;
  send(bytes: string): void;
  /** Stops reading, so that the server's writes block. */
  stopReading(): void;
  /** Closes the socket. With unread data, the system sends a RST. */
  close(): void;
  /** Sends a RST. */
  reset(): void;
}

/** Connects to the server and sends these bytes. */
export function openTCPCall(url: string, request: string = formatPost("{}")): TCPCall {
  const { hostname, port } = new URL(url);
  // Half open: otherwise Node would respond to a FIN of the server with its own.
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  let received = "";
  let reads = 0;
  const ended = new Promise<string>((resolve) => {
    socket.once("end", () => resolve("end"));
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
  const events = new EventTarget();
  socket.on("data", (bytes) => {
    received += bytes.toString("latin1");
    reads += 1;
    events.dispatchEvent(new Event("bytes"));
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
    async waitFor(pattern) {
      let end: string | undefined;
      const ending = ended.then((reason) => (end = reason));
      while (!pattern.test(received)) {
        if (end !== undefined) throw new Error(`${end} before ${pattern}. Received: ${JSON.stringify(received)}`);
        const bytes = new Promise((resolve) => events.addEventListener("bytes", resolve, { once: true }));
        await Promise.race([bytes, ending]);
      }
    },
    send: (bytes) => void socket.write(bytes),
    stopReading: () => void socket.pause(),
    close: () => void socket.destroy(),
    reset: () => void socket.resetAndDestroy(),
    [Symbol.dispose]: () => void socket.destroy(),
  };
}

/** Formats a POST request with this body. */
export function formatPost(body: string, path = "/chat/completions"): string {
  return `POST ${path} HTTP/1.1\r\nHost: test\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
