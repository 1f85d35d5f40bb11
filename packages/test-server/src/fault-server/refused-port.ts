import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";

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
  anchor.listen(0, "127.0.0.1");
  await once(anchor, "listening");
  const holder = connect((anchor.address() as AddressInfo).port, "127.0.0.1");
  await once(holder, "connect");
  const port = holder.localPort;
  if (port === undefined) throw new Error("The holding connection has no port");
  return {
    port,
    async release() {
      holder.destroy();
      anchor.close();
      await once(anchor, "close");
    },
  };
}
