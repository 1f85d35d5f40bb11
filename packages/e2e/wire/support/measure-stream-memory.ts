/*
 * Reads a long stream slowly, and prints the largest growth of the memory in megabytes, without garbage. It runs in a
 * separate process, with --expose-gc, so that other tests do not use its memory.
 */
import { setTimeout } from "node:timers/promises";
import { createClient, hello } from "@org/test-server/client/client.ts";
import { chunk } from "@org/test-server/fault-server/bodies.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";

const megabyte = 2 ** 20;
const events = 4_000;

async function measureMemory(): Promise<number> {
  await setTimeout(1);
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / megabyte;
}

await using server = await startFaultServer();
server.on(async (exchange) => {
  await exchange.startStream();
  const piece = chunk("x".repeat(16 * 1024));
  for (let left = events; left > 0; left -= 1) await exchange.sendEvent(piece);
  await exchange.sendEvent("[DONE]");
  await exchange.endChunks();
});
let count = 0;
let start = 0;
let peak = 0;
for await (const _ of await createClient(server.url).chat.complete({ ...hello, stream: true })) {
  count += 1;
  if (count % 100 !== 0) continue;
  const now = await measureMemory();
  // The first chunks include the compilation of the code.
  if (count === 500) start = now;
  if (count > 500) peak = Math.max(peak, now);
}
if (count !== events) throw new Error(`Expected ${events} events, got ${count}`);
console.log(JSON.stringify({ megabytes: server.bytesSent / megabyte, peakGrowth: peak - start }));
