/*
 * Two thousand calls, 64 at a time, against a server that picks a fault for each attempt, then a report as JSON.
 * The picks hang on the seed, the call and the attempt alone, so it is known beforehand how each call must end,
 * whatever happens at the same time. A process of its own, which must end by itself. Run with --expose-gc.
 */
import { getEventListeners } from "node:events";
import { setTimeout } from "node:timers/promises";
import { clientOf } from "@org/test-server/client/client.ts";
import { callTo, type Asked } from "@org/test-server/client/run-call.ts";
import { type FaultName, faults } from "@org/test-server/fault-server/faults.ts";
import { faultServer } from "@org/test-server/fault-server/server.ts";
import { hashToFraction } from "@org/test-server/seeded-random.ts";
import { expected } from "./expected-outcomes.ts";

const seed = Number(process.env["CHAOS_SEED"] ?? 1);
const calls = 2_000;
const atOnce = 64;
const maxRetries = 2;
const isStalling = (name: FaultName): boolean => expected[name].completion[0].startsWith("RequestTimeoutError");
const names = Object.keys(expected) as FaultName[];
const stalling = names.filter(isStalling);
const ending = names.filter((name) => !isStalling(name));

const strays: string[] = [];
for (const event of ["unhandledRejection", "warning"] as const) {
  process.on(event, (stray: unknown) => strays.push(`${event}: ${String(stray)}`));
}

const server = await faultServer();
// The key of an attempt says which call and which attempt it is.
server.on((exchange) => {
  const [, call = "", attempt = ""] = /^Bearer (call-\d+)\/(\d+)$/.exec(exchange.headers["authorization"] ?? "") ?? [];
  return faults[pick(call, Number(attempt))](exchange);
});
const shared = new AbortController();

const wrong: string[] = [];
const endings: Record<string, number> = {};
const heap: number[] = [];
let next = 0;
for (const until of [calls / 2, calls]) {
  await Promise.all(Array.from({ length: atOnce }, () => work(until)));
  await server.idle(10_000);
  server.forget();
  heap.push(await usedMegabytes());
}
const listeners = getEventListeners(shared.signal, "abort").length;
await server.close();
// Sockets of the client close when the server's end arrives.
let resources = activeResources();
for (let round = 0; resources.length > 0 && round < 1_000; round += 1) {
  await setTimeout(10);
  resources = activeResources();
}
console.log(JSON.stringify({ seed, calls: next, wrong, endings, strays, listeners, resources, heap }));

async function work(until: number): Promise<void> {
  while (next < until) await oneCall(`call-${next++}`);
}

async function oneCall(call: string): Promise<void> {
  const mode: Asked = hashToFraction(seed, call, "mode") < 0.5 ? "completion" : "stream";
  const story: string[] = [];
  let attempt = 0;
  const core = clientOf(server.url, {
    apiKey: () => `${call}/${attempt++}`,
    retryConfig: { strategy: "backoff", backoff: { initialInterval: 1, maxInterval: 5 }, maxRetries },
    debugLogger: { debug: () => {}, warn: (line) => story.push(line) },
    // A machine that is busy elsewhere takes its time, so clocks run for those alone that need them.
    ...(stalls(call) && { timeoutMs: 200, idleTimeoutMs: 200 }),
  });
  const isAborted = hashToFraction(seed, call, "abort") < 0.05;
  const when = Math.floor(hashToFraction(seed, call, "when") * 20);
  const signal = isAborted ? AbortSignal.any([shared.signal, AbortSignal.timeout(when)]) : shared.signal;
  const { end, attempts, said } = await callTo(core, mode, { signal });
  endings[end] = (endings[end] ?? 0) + 1;
  const seen = stalls(call) ? end.replace(/ .*/, "") : `${end} after ${attempts}: ${said.slice(0, 20)}`;
  const wanted = stalls(call) ? "RequestTimeoutError" : wantedOf(call, mode);
  if (seen !== wanted && !(isAborted && end === "RequestAbortedError")) {
    wrong.push(`${call}, ${mode}: ${seen}, and not ${wanted}; ${story.join("; ")}`);
  }
}

/** How the call must end, by the table: attempts are made until one is whole or of a kind that is not retried. */
function wantedOf(call: string, mode: Asked): string {
  for (let attempt = 0; ; attempt += 1) {
    const [end, withOneRetry, , said = ""] = expected[pick(call, attempt)][mode];
    if (withOneRetry === 1 || attempt === maxRetries) return `${end} after ${attempt + 1}: ${said.slice(0, 20)}`;
  }
}

/** Whether the attempts of this call are never answered to their end. */
function stalls(call: string): boolean {
  return hashToFraction(seed, call, "stalls") < 0.05;
}

function pick(call: string, attempt: number): FaultName {
  const choice = stalls(call) ? stalling : ending;
  return choice[Math.floor(hashToFraction(seed, call, attempt) * choice.length)] as FaultName;
}

function activeResources(): string[] {
  return process.getActiveResourcesInfo().filter((name) => /TCP|Timeout|Immediate/.test(name));
}

async function usedMegabytes(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    await setTimeout(20);
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed / 2 ** 20;
}
