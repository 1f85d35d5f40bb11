/*
 * Reads one long stream slowly, and prints by how many megabytes the process grew at most meanwhile, garbage not
 * counted. A process of its own: nothing else is in its memory. Run with --expose-gc.
 */
import { setTimeout } from "node:timers/promises";
import { clientOf, hello } from "@org/test-server/client/client.ts";
import { chunk } from "@org/test-server/fault-server/bodies.ts";
import { faultServer } from "@org/test-server/fault-server/server.ts";

const megabyte = 2 ** 20;
const events = 4_000;

async function used(): Promise<number> {
  await setTimeout(1);
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / megabyte;
}

await using server = await faultServer();
server.on(async (exchange) => {
  await exchange.events();
  const piece = chunk("x".repeat(16 * 1024));
  for (let left = events; left > 0; left -= 1) await exchange.sse(piece);
  await exchange.sse("[DONE]");
  await exchange.endChunks();
});
let count = 0;
let start = 0;
let peak = 0;
for await (const _ of await clientOf(server.url).chat.complete({ ...hello, stream: true })) {
  count += 1;
  if (count % 100 !== 0) continue;
  const now = await used();
  // Code that runs for the first time is compiled for the first time.
  if (count === 500) start = now;
  if (count > 500) peak = Math.max(peak, now);
}
if (count !== events) throw new Error(`${count} events have come, and ${events} were sent`);
console.log(JSON.stringify({ megabytes: server.bytesSent / megabyte, peakGrowth: peak - start }));
