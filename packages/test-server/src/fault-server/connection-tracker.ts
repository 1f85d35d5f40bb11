import type { Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { type Closing, type Connection, openConnection } from "./connection.ts";

/** The open connections of a server, and the totals of all its connections. */
export interface ConnectionTracker {
  readonly open: ReadonlySet<Connection>;
  readonly closings: readonly Closing[];
  readonly accepted: number;
  readonly bytesReceived: number;
  readonly bytesSent: number;
  accept(socket: Socket, onBytes: (bytes: Buffer, connection: Connection) => void): void;
  /**
   * Waits until `describeWork` returns undefined for each open connection.
   * @throws Error with the descriptions, after `timeoutMs`
   */
  waitForIdle(timeoutMs: number, describeWork: (connection: Connection) => string | undefined): Promise<void>;
  /** Empties `closings`. */
  clear(): void;
}

export function createConnectionTracker(): ConnectionTracker {
  const open = new Set<Connection>();
  const closings: Closing[] = [];
  const past = { accepted: 0, bytesReceived: 0, bytesSent: 0 };

  const sum = (count: "bytesReceived" | "bytesSent"): number =>
    [...open].reduce((total, connection) => total + connection[count], past[count]);

  const removeWhenClosed = async (connection: Connection): Promise<void> => {
    const closing = await connection.closed;
    open.delete(connection);
    past.bytesReceived += closing.bytesReceived;
    past.bytesSent += closing.bytesSent;
    closings.push(closing);
  };

  return {
    open,
    closings,
    get accepted() {
      return past.accepted;
    },
    get bytesReceived() {
      return sum("bytesReceived");
    },
    get bytesSent() {
      return sum("bytesSent");
    },
    accept(socket, onBytes) {
      const connection = openConnection(socket, past.accepted, (bytes) => onBytes(bytes, connection));
      past.accepted += 1;
      open.add(connection);
      void removeWhenClosed(connection);
    },
    async waitForIdle(timeoutMs, describeWork) {
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        const work = [...open].map(describeWork).filter((line) => line !== undefined);
        if (work.length === 0) return;
        if (performance.now() > deadline) throw new Error(`Active after ${timeoutMs} ms:\n${work.join("\n")}`);
        await setTimeout(5);
      }
    },
    clear() {
      closings.length = 0;
    },
  };
}
