import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { RelayFactory } from "./relay.mts";

// relay-server.mjs NAME URL: starts a relay, sends its port, and replies to each message with its usage.
const [, , name = "", url = ""] = process.argv;
const { createRelay } = (await import(`./relays/${name}.mjs`)) as { createRelay: RelayFactory };

const server = createServer(createRelay(url));
server.listen(0, "127.0.0.1", 4_096, () => process.send?.((server.address() as AddressInfo).port));
process.on("message", () => {
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system, memory: process.memoryUsage.rss() });
});
process.once("disconnect", () => process.exit());
