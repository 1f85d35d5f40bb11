import type { Caller, Contestant } from "./contestant.mts";
import { request } from "./request.mts";
import type { Taken, Task } from "./task.mts";

// One contestant, in a process of its own, that does one task after another.
const [, , name = ""] = process.argv;
const { contestant } = (await import(`./contestants/${name}.mjs`)) as { contestant: Contestant };
// Of each kind of target one client, made once, as a program would.
const callers = new Map<string, Caller>();
let pulled = 0;
let pieces: readonly Uint8Array[] = [];
let held: unknown[] = [];

process.on("message", (task: Task) => {
  run(task).then(
    (taken) => process.send?.(taken),
    (error: unknown) => {
      console.error(`${name} does not deliver:`, error);
      process.exit(1);
    },
  );
});
process.once("disconnect", () => process.exit());
process.send?.("ready");

async function run(task: Task): Promise<Taken> {
  pieces = task.blocks ?? [];
  pulled = 0;
  const caller = callerOf(task);
  const waits: number[] = [];
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const cpu = process.cpuUsage();
  let left = task.count;
  const work = async (): Promise<void> => {
    while (left-- > 0) await once(caller, task, waits);
  };
  await Promise.all(Array.from({ length: task.inFlight }, work));
  const { user, system } = process.cpuUsage(cpu);
  const after = process.memoryUsage.rss();
  const peak = process.resourceUsage().maxRSS * 1_024;
  return { cpu: user + system, waits, before, after, peak, pulled };
}

async function once(caller: Caller, { kind, text }: Task, waits: number[]): Promise<void> {
  if (kind === "stall") {
    held = [...held, await caller.first()];
    // Time to read ahead for those who do.
    await new Promise((resolve) => setTimeout(resolve, 100));
    return;
  }
  const started = performance.now();
  if (kind === "complete") return mustBe(text, await caller.complete());
  let said = "";
  let checked = 0;
  const check = (): void => {
    mustBe(text.slice(checked, checked + said.length), said);
    checked += said.length;
    said = "";
  };
  await caller.stream((more) => {
    if (kind === "first" && checked === 0 && said === "") waits.push(performance.now() - started);
    said += more;
    // Now and then, so that a long text takes no memory here.
    if (said.length > 10_000) check();
  });
  check();
  if (checked !== text.length) throw new Error(`Only ${checked} characters of ${text.length}`);
}

function mustBe(wanted: string, said: string): void {
  if (said !== wanted) throw new Error(`${said.length} characters instead of ${wanted.length}, or others`);
}

function callerOf({ url }: Task): Caller {
  const key = url ?? "http://in.process";
  const caller = callers.get(key) ?? contestant({ url: key, fetch: url ? globalThis.fetch : ownFetch }, request);
  callers.set(key, caller);
  return caller;
}

/** A body like that of the runtime's fetch, of fresh bytes. */
function ownFetch(): Promise<Response> {
  const blocks = pieces;
  const headers = { "content-type": blocks.length > 1 ? "text/event-stream" : "application/json" };
  if (blocks.length === 1) return Promise.resolve(new Response(new Uint8Array(blocks[0] ?? []), { headers }));
  let index = 0;
  const body = new ReadableStream({
    type: "bytes",
    pull(controller) {
      const block = blocks[index++];
      pulled++;
      if (block) controller.enqueue(new Uint8Array(block));
      else controller.close();
    },
  });
  return Promise.resolve(new Response(body, { headers }));
}
