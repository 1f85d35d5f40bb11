import type { Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { type Closing, type Connection, openConnection } from "./connection.ts";

/** The sockets of one server: those that are open, and the sum of what went through all. */
export interface Sockets {
  readonly open: ReadonlySet<Connection>;
  readonly closings: readonly Closing[];
  readonly accepted: number;
  readonly bytesReceived: number;
  readonly bytesSent: number;
  accept(socket: Socket, onBytes: (bytes: Buffer, connection: Connection) => void): void;
  /** Resolves when `underway` has a line for no open connection; after `withinMs` fails with its lines. */
  idle(withinMs: number, underway: (connection: Connection) => string | undefined): Promise<void>;
  forget(): void;
}

export function createSockets(): Sockets {
  const open = new Set<Connection>();
  const closings: Closing[] = [];
  const past = { accepted: 0, bytesReceived: 0, bytesSent: 0 };

  const total = (count: "bytesReceived" | "bytesSent"): number =>
    [...open].reduce((sum, connection) => sum + connection[count], past[count]);

  const forgetWhenClosed = async (connection: Connection): Promise<void> => {
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
      return total("bytesReceived");
    },
    get bytesSent() {
      return total("bytesSent");
    },
    accept(socket, onBytes) {
      const connection = openConnection(socket, past.accepted, (bytes) => onBytes(bytes, connection));
      past.accepted += 1;
      open.add(connection);
      void forgetWhenClosed(connection);
    },
    async idle(withinMs, underway) {
      const deadline = performance.now() + withinMs;
      for (;;) {
        const left = [...open].map(underway).filter((line) => line !== undefined);
        if (left.length === 0) return;
        if (performance.now() > deadline) throw new Error(`Underway after ${withinMs} ms:\n${left.join("\n")}`);
        await setTimeout(5);
      }
    },
    forget() {
      closings.length = 0;
    },
  };
}
