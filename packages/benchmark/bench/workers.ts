import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { clients, names, type Name } from "./contestants.ts";
import { interleaved, type Samples } from "./measurement.ts";
import type { Taken, Task } from "./task.mts";

const worker = fileURLToPath(new URL("dist/worker.mjs", import.meta.url));

/** A contestant's process. */
export interface Worker {
  do(task: Task): Promise<Taken>;
  stop(): Promise<void>;
}

export async function startWorker(name: Name, execArgv: readonly string[] = []): Promise<Worker> {
  const child = fork(worker, [name], { serialization: "advanced", execArgv: [...execArgv] });
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
  const failed = closed.then((code) => {
    throw new Error(`${name} ended with ${code}`);
  });
  // Only who waits for an answer wants to know.
  failed.catch(() => {});
  const answer = (): Promise<unknown> =>
    Promise.race([new Promise<unknown>((resolve) => child.once("message", resolve)), failed]);
  await answer();
  return {
    async do(task) {
      child.send(task);
      return (await answer()) as Taken;
    },
    async stop() {
      child.kill();
      await closed;
    },
  };
}

/**
 * A task for each contestant in turn, each in a process that lives for all rounds, after rounds that don't count. Many
 * short rounds tell more than few long ones: a busy machine is busy for seconds, and then meets all contestants alike.
 */
export async function warm(
  task: Task,
  rounds: number,
  pick: (taken: Taken) => number,
  contestants: readonly Name[] = task.url === undefined ? clients : names,
): Promise<Samples> {
  const workers = new Map<Name, Worker>();
  try {
    for (const name of contestants) workers.set(name, await startWorker(name));
    const measure = async (name: Name): Promise<number | undefined> => {
      const taken = await workers.get(name)?.do(task);
      return taken && pick(taken);
    };
    await interleaved(contestants, Math.ceil(rounds / 2), measure);
    return await interleaved(contestants, rounds, measure);
  } finally {
    for (const each of workers.values()) await each.stop();
  }
}

// A young generation that can't grow: how late V8 collects it says nothing of who made it.
const steady = ["--expose-gc", "--max-semi-space-size=1"];

/** Tasks for each contestant in turn, each time in a new process; the last one counts. */
export async function fresh(tasks: readonly Task[], rounds: number, pick: (taken: Taken) => number): Promise<Samples> {
  const contestants = tasks.some(({ url }) => url === undefined) ? clients : names;
  return interleaved(contestants, rounds, async (name) => {
    const child = await startWorker(name, steady);
    try {
      let taken: Taken | undefined;
      for (const task of tasks) taken = await child.do(task);
      return taken && pick(taken);
    } finally {
      await child.stop();
    }
  });
}
