import type { Caller, CallerFactory } from "./client.mts";
import { request } from "./request.mts";
import { profile, type ThreadProfile } from "./profiler.mts";
import type { Task, TaskResult } from "./task.mts";

// worker.mjs NAME: runs the tasks of one client, one after the other.
const [, , name = ""] = process.argv;
const { createCaller } = (await import(`./clients/${name}.mjs`)) as { createCaller: CallerFactory };
// One client per URL, as in a real program.
const callers = new Map<string, Caller>();
let pulled = 0;
let blocks: readonly Uint8Array[] = [];
const openStreams: unknown[] = [];

process.on("message", (task: Task) => {
  run(task).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      console.error(`${name} failed:`, error);
      process.exit(1);
    },
  );
});
process.once("disconnect", () => process.exit());
process.send?.("ready");

async function run(task: Task): Promise<TaskResult> {
  blocks = task.blocks ?? [];
  pulled = 0;
  const caller = getCaller(task);
  const firstTextMs: number[] = [];
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const cpu = process.cpuUsage();
  const started = performance.now();
  let remaining = task.count;
  const work = async (): Promise<void> => {
    while (remaining-- > 0) await makeCall(caller, task, firstTextMs);
  };
  const runAll = (): Promise<unknown> => Promise.all(Array.from({ length: task.inFlight }, work));
  let taken: ThreadProfile | undefined;
  if (task.isProfiled) taken = await profile(runAll);
  else await runAll();
  const elapsed = (performance.now() - started) * 1_000;
  const { user, system } = process.cpuUsage(cpu);
  globalThis.gc?.();
  const after = process.memoryUsage.rss();
  const peak = process.resourceUsage().maxRSS * 1_024;
  return { cpu: user + system, elapsed, firstTextMs, before, after, peak, pulled, profile: taken };
}

async function makeCall(caller: Caller, { kind, text }: Task, firstTextMs: number[]): Promise<void> {
  if (kind === "stall") {
    openStreams.push(await caller.openStream());
    // Leaves time to read ahead for clients that do.
    await new Promise((resolve) => setTimeout(resolve, 100));
    return;
  }
  const started = performance.now();
  if (kind === "complete") return assertText(await caller.complete(), text);
  let received = "";
  let checked = 0;
  const check = (): void => {
    assertText(received, text.slice(checked, checked + received.length));
    checked += received.length;
    received = "";
  };
  await caller.stream((delta) => {
    if (kind === "first" && checked === 0 && received === "") firstTextMs.push(performance.now() - started);
    received += delta;
    // Checks in parts, so that a long text does not use memory here.
    if (received.length > 10_000) check();
  });
  check();
  if (checked !== text.length) throw new Error(`Expected ${text.length} characters, got ${checked}`);
}

function assertText(actual: string, expected: string): void {
  if (actual !== expected) throw new Error(`Expected other text (${expected.length} characters, got ${actual.length})`);
}

function getCaller({ url }: Task): Caller {
  const key = url ?? "http://in.process";
  const fetch = url ? globalThis.fetch : fetchInProcess;
  const caller = callers.get(key) ?? createCaller({ url: key, fetch }, request);
  callers.set(key, caller);
  return caller;
}

/** Responds with the blocks of the task, in a body like that of the runtime's fetch. */
function fetchInProcess(): Promise<Response> {
  const bodyBlocks = blocks;
  const headers = { "content-type": bodyBlocks.length > 1 ? "text/event-stream" : "application/json" };
  if (bodyBlocks.length === 1) return Promise.resolve(new Response(new Uint8Array(bodyBlocks[0] ?? []), { headers }));
  let index = 0;
  const body = new ReadableStream({
    type: "bytes",
    pull(controller) {
      const block = bodyBlocks[index++];
      pulled++;
      // A byte stream detaches the buffer of a block, so each one is copied.
      if (block) controller.enqueue(new Uint8Array(block));
      else controller.close();
    },
  });
  return Promise.resolve(new Response(body, { headers }));
}
