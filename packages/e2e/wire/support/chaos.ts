/*
 * Makes 2,000 calls, 64 in parallel, against a server that selects a fault for each attempt, and prints a report as JSON.
 * The selection depends only on the seed, the call and the attempt, so the outcome of each call is known in advance. It
 * runs in a separate process, with --expose-gc, which must exit without being ended.
 */
import { getEventListeners } from "node:events";
import { setTimeout } from "node:timers/promises";
import { createClient } from "@org/test-server/client/client.ts";
import { type ResponseKind, runCall } from "@org/test-server/client/run-call.ts";
import { type FaultName, faults } from "@org/test-server/fault-server/all-faults.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { hashToFraction } from "@org/test-server/seeded-random.ts";
import { expected } from "./expected-outcomes.ts";

const seed = Number(process.env["CHAOS_SEED"] ?? 1);
const calls = 2_000;
const concurrency = 64;
const maxRetries = 2;
const isStall = (name: FaultName): boolean => expected[name].completion[0].startsWith("RequestTimeoutError");
const names = Object.keys(expected) as FaultName[];
const stallNames = names.filter(isStall);
const otherNames = names.filter((name) => !isStall(name));

const diagnostics: string[] = [];
for (const event of ["unhandledRejection", "warning"] as const) {
  process.on(event, (value: unknown) => diagnostics.push(`${event}: ${String(value)}`));
}

const server = await startFaultServer();
// The key of an attempt contains the names of its call and its attempt.
server.on((exchange) => {
  const [, call = "", attempt = ""] = /^Bearer (call-\d+)\/(\d+)$/.exec(exchange.headers["authorization"] ?? "") ?? [];
  return faults[selectFault(call, Number(attempt))](exchange);
});
const shared = new AbortController();

const wrong: string[] = [];
const outcomes: Record<string, number> = {};
const heap: number[] = [];
let next = 0;
for (const end of [calls / 2, calls]) {
  await Promise.all(Array.from({ length: concurrency }, () => makeCalls(end)));
  await server.waitForIdle(10_000);
  server.clear();
  heap.push(await measureHeap());
}
const listeners = getEventListeners(shared.signal, "abort").length;
await server.close();
// The sockets of the client close when they receive the end from the server.
let resources = listResources();
for (let round = 0; resources.length > 0 && round < 1_000; round += 1) {
  await setTimeout(10);
  resources = listResources();
}
console.log(JSON.stringify({ seed, calls: next, wrong, outcomes, diagnostics, listeners, resources, heap }));

async function makeCalls(end: number): Promise<void> {
  while (next < end) await makeCall(`call-${next++}`);
}

async function makeCall(call: string): Promise<void> {
  const mode: ResponseKind = hashToFraction(seed, call, "mode") < 0.5 ? "completion" : "stream";
  const warnings: string[] = [];
  let attempt = 0;
  const core = createClient(server.url, {
    apiKey: () => `${call}/${attempt++}`,
    retryConfig: { strategy: "backoff", backoff: { initialInterval: 1, maxInterval: 5 }, maxRetries },
    debugLogger: { debug: () => {}, warn: (line) => warnings.push(line) },
    // Only calls that stall have timeouts, because a busy machine may be slow.
    ...(stalls(call) && { timeoutMs: 200, idleTimeoutMs: 200 }),
  });
  const isAborted = hashToFraction(seed, call, "abort") < 0.05;
  const abortMs = Math.floor(hashToFraction(seed, call, "when") * 20);
  const signal = isAborted ? AbortSignal.any([shared.signal, AbortSignal.timeout(abortMs)]) : shared.signal;
  const { end, attempts, text } = await runCall(core, mode, { signal });
  outcomes[end] = (outcomes[end] ?? 0) + 1;
  const actual = stalls(call) ? end.replace(/ .*/, "") : `${end} after ${attempts}: ${text.slice(0, 20)}`;
  const wanted = stalls(call) ? "RequestTimeoutError" : getExpected(call, mode);
  if (actual !== wanted && !(isAborted && end === "RequestAbortedError")) {
    wrong.push(`${call}, ${mode}: Expected ${wanted}, got ${actual}; ${warnings.join("; ")}`);
  }
}

/** Returns the outcome of the first attempt that is not retried, or of the last one. */
function getExpected(call: string, mode: ResponseKind): string {
  for (let attempt = 0; ; attempt += 1) {
    const [end, withOneRetry, , text = ""] = expected[selectFault(call, attempt)][mode];
    if (withOneRetry === 1 || attempt === maxRetries) return `${end} after ${attempt + 1}: ${text.slice(0, 20)}`;
  }
}

/** Whether each attempt of the call stalls. */
function stalls(call: string): boolean {
  return hashToFraction(seed, call, "stalls") < 0.05;
}

function selectFault(call: string, attempt: number): FaultName {
  const choice = stalls(call) ? stallNames : otherNames;
  return choice[Math.floor(hashToFraction(seed, call, attempt) * choice.length)] as FaultName;
}

function listResources(): string[] {
  return process.getActiveResourcesInfo().filter((name) => /TCP|Timeout|Immediate/.test(name));
}

/** Returns the used heap after a garbage collection, in megabytes. */
async function measureHeap(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    await setTimeout(20);
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed / 2 ** 20;
}
