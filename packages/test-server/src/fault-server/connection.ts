import type { Socket } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";

/** How one connection ended, and what had gone through it by then. */
export interface Closing {
  connection: number;
  /** Who ended it. */
  by: "client" | "server";
  bytesReceived: number;
  bytesSent: number;
}

export interface Connection {
  readonly id: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** Both sides can still write. */
  readonly isOpen: boolean;
  readonly closed: Promise<Closing>;
  /** Resolves when the kernel has the bytes; false when the client is gone. Never rejects. */
  write(data: string | Uint8Array): Promise<boolean>;
  /** Resolves after `ms`, or as soon as the connection closes; false then. */
  pause(ms: number): Promise<boolean>;
  /**
   * Resolves when a client in this process has read what was written so far; false when the connection is closed.
   * A sleep does not say that: on a busy machine its timer fires before the sockets are polled.
   */
  delivered(): Promise<boolean>;
  /** FIN, behind everything written so far. */
  end(): Promise<void>;
  /** RST, at once. */
  reset(): void;
  /** What the kernel does to the sockets of a process that dies. */
  destroy(): void;
}

// Written piece by piece, `bytesSent` is right to within one piece while a client does not read.
const pieceBytes = 64 * 1024;

/** The lifetime of one socket. Bytes that come in go to `onBytes`. */
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
  // A client's RST; its FIN is answered with ours by Node (`allowHalfOpen: false`). Both end in "close".
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
      // A turn of the event loop lets a client in this process read what was written, even with no time between.
      const timer = ms > 0 ? setTimeout(done, ms) : undefined;
      const turn = ms > 0 && isOpen() ? undefined : setImmediate(done);
      socket.once("close", done);
    });

  const writePiece = (piece: Uint8Array): Promise<boolean> =>
    new Promise((resolve) => {
      socket.write(piece, (error) => {
        // Writes that a destroyed socket gives up are reported without an error.
        const sent = !error && !socket.destroyed;
        if (sent) bytesSent += piece.length;
        resolve(sent);
      });
    });

  const writeAll = async (bytes: Uint8Array): Promise<boolean> => {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      // A turn before "gone": a handler that writes in a loop without looking must not block the process.
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
    async delivered() {
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
