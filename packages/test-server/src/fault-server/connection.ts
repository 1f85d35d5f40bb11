import type { Socket } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";

/** The end of a connection, and the bytes that it transferred. */
export interface Closing {
  connection: number;
  /** The side that closed it. */
  by: "client" | "server";
  bytesReceived: number;
  bytesSent: number;
}

export interface Connection {
  readonly id: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** Whether both sides can still write. */
  readonly isOpen: boolean;
  readonly closed: Promise<Closing>;
  /** Resolves when the kernel has accepted the bytes, to false when the connection is closed. Never rejects. */
  write(data: string | Uint8Array): Promise<boolean>;
  /** Resolves after `ms`, or to false as soon as the connection closes. */
  pause(ms: number): Promise<boolean>;
  /**
   * Resolves when a client in this process has read the bytes written so far, or to false when the connection is
   * closed. A timer does not ensure that: on a busy machine it fires before the sockets are polled.
   */
  waitForDelivery(): Promise<boolean>;
  /** Sends a FIN after the bytes written so far. */
  end(): Promise<void>;
  /** Sends a RST immediately. */
  reset(): void;
  /** Closes the socket as the kernel does when a process dies. */
  destroy(): void;
}

// Writes are split, so that `bytesSent` is exact to one piece while a client does not read.
const pieceBytes = 64 * 1024;

/** Tracks a socket from its acceptance to its end. `onBytes` receives the bytes of the client. */
export function openConnection(socket: Socket, id: number, onBytes: (bytes: Buffer) => void): Connection {
  let bytesSent = 0;
  let bytesReceived = 0;
  let by: Closing["by"] = "client";
  let written = Promise.resolve(true);

  const closed = new Promise<Closing>((resolve) => {
    socket.once("close", () => resolve({ connection: id, by, bytesReceived, bytesSent }));
  });
  socket.setNoDelay(true);
  socket.on("data", (bytes) => {
    bytesReceived += bytes.length;
    onBytes(bytes);
  });
  // The RST of a client. To a FIN, Node responds with a FIN (`allowHalfOpen: false`). Both lead to "close".
  socket.on("error", () => {});

  const isOpen = (): boolean => socket.writable && !socket.destroyed;

  const pause = (ms: number): Promise<boolean> =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        clearImmediate(turn);
        socket.off("close", done);
        resolve(isOpen());
      };
      // A turn of the event loop lets a client in this process read the written bytes, even without a delay.
      const timer = ms > 0 ? setTimeout(done, ms) : undefined;
      const turn = ms > 0 && isOpen() ? undefined : setImmediate(done);
      socket.once("close", done);
    });

  const writePiece = (piece: Uint8Array): Promise<boolean> =>
    new Promise((resolve) => {
      socket.write(piece, (error) => {
        // A destroyed socket drops writes without an error.
        const sent = !error && !socket.destroyed;
        if (sent) bytesSent += piece.length;
        resolve(sent);
      });
    });

  const writeAll = async (bytes: Uint8Array): Promise<boolean> => {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      // Wait for a turn first: a handler that writes in a loop and ignores the result must not block the process.
      if (!isOpen()) return pause(0);
      await writePiece(bytes.subarray(at, at + pieceBytes));
    }
    return isOpen() || pause(0);
  };

  return {
    id,
    closed,
    pause,
    get bytesSent() {
      return bytesSent;
    },
    get bytesReceived() {
      return bytesReceived;
    },
    get isOpen() {
      return isOpen();
    },
    write(data) {
      const bytes = Buffer.from(data);
      written = written.then(() => writeAll(bytes));
      return written;
    },
    async waitForDelivery() {
      await written;
      // The event loop polls every socket between two immediates, and not always before the first.
      await nextTurn();
      await nextTurn();
      return isOpen();
    },
    async end() {
      await written;
      if (!isOpen()) return;
      by = "server";
      await new Promise<void>((resolve) => {
        socket.end(() => resolve());
      });
    },
    reset() {
      by = "server";
      socket.resetAndDestroy();
    },
    destroy() {
      by = "server";
      socket.destroy();
    },
  };
}
