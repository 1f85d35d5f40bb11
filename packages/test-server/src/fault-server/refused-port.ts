import { once } from "node:events";
import { connect, createServer } from "node:net";
import { listen } from "../listen.ts";

/** A port on which connections are refused until it is released. */
export interface RefusedPort {
  port: number;
  release(): Promise<void>;
}

/**
 * Reserves a port on which connections are refused: the local end of a connection that stays open. A port that is only
 * free could be taken by another process that starts to listen on it.
 */
export async function reserveRefusedPort(): Promise<RefusedPort> {
  const server = createServer((socket) => {
    socket.resume();
    socket.on("error", () => {});
  });
  const listening = await listen(server);
  const client = connect(listening.port, "127.0.0.1");
  await once(client, "connect");
  const port = client.localPort;
  if (port === undefined) throw new Error("The connection must have a local port");
  return {
    port,
    async release() {
      client.destroy();
      await listening[Symbol.asyncDispose]();
    },
  };
}
