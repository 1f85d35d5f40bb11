import { once } from "node:events";
import { connect, createServer } from "node:net";
import { listen } from "../listen.ts";

export interface RefusedPort {
  port: number;
  release(): Promise<void>;
}

/**
 * A port on which connections are refused, and stay refused: it is the near end of a connection that we
 * hold, so that nobody else can begin to listen on it, as could happen with a port that is merely free.
 */
export async function refusedPort(): Promise<RefusedPort> {
  const anchor = createServer((socket) => {
    socket.resume();
    socket.on("error", () => {});
  });
  const listening = await listen(anchor);
  const holder = connect(listening.port, "127.0.0.1");
  await once(holder, "connect");
  const port = holder.localPort;
  if (port === undefined) throw new Error("The holding connection has no port");
  return {
    port,
    async release() {
      holder.destroy();
      await listening[Symbol.asyncDispose]();
    },
  };
}
