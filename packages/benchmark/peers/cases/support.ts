import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import { startFaultServer, type FaultServer } from "@org/test-server/fault-server/server.ts";
import type { ChatRequest } from "../client.ts";

export const request: ChatRequest = {
  model: "test/model-1",
  messages: [{ role: "user", content: "Hello" }],
};

/** Runs a check against a new server. */
export async function withServer<T>(check: (server: FaultServer) => Promise<T>): Promise<T> {
  await using server = await startFaultServer();
  return await check(server);
}

/** Sends a complete stream of these events. */
export async function sendEvents(exchange: Exchange, events: readonly unknown[]): Promise<void> {
  await exchange.startStream();
  for (const event of events) await exchange.sendEvent(event);
  await exchange.endChunks();
}
