import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { clientsWithDefaultFetch, names, type Name } from "./clients.ts";
import { measureInTurns, type Samples } from "./measurement.ts";
import type { Task, TaskResult } from "./task.mts";

const program = fileURLToPath(new URL("dist/worker.mjs", import.meta.url));

/** The process of a client. */
export interface Worker {
  run(task: Task): Promise<TaskResult>;
  stop(): Promise<void>;
}

/** Starts the process of a client, and waits until it has imported the client. */
export async function startWorker(name: Name, execArgv: readonly string[] = []): Promise<Worker> {
  const child = fork(program, [name], { serialization: "advanced", execArgv: [...execArgv] });
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
  const failed = closed.then((code) => {
    throw new Error(`${name} exited with ${code}`);
  });
  // An exit matters only while a message is awaited.
  failed.catch(() => {});
  const receive = (): Promise<unknown> =>
    Promise.race([new Promise<unknown>((resolve) => child.once("message", resolve)), failed]);
  await receive();
  return {
    async run(task) {
      child.send(task);
      return (await receive()) as TaskResult;
    },
    async stop() {
      child.kill();
      await closed;
    },
  };
}

/**
 * Runs a task for each client in turns, each in a process that is kept for all rounds, after half as many warm-up
 * rounds. Many short rounds are better than few long ones: load on the machine lasts for seconds, and then affects all
 * clients.
 *
 * @param pick returns the sample of a task's result
 */
export async function measureWarm(
  task: Task,
  rounds: number,
  pick: (result: TaskResult) => number,
  clients: readonly Name[] = task.url === undefined ? clientsWithDefaultFetch : names,
): Promise<Samples> {
  const workers = new Map<Name, Worker>();
  try {
    for (const name of clients) workers.set(name, await startWorker(name));
    const measure = async (name: Name): Promise<number | undefined> => {
      const result = await workers.get(name)?.run(task);
      return result && pick(result);
    };
    await measureInTurns(clients, Math.ceil(rounds / 2), measure);
    return await measureInTurns(clients, rounds, measure);
  } finally {
    for (const worker of workers.values()) await worker.stop();
  }
}

// A young generation of fixed size: otherwise, the memory would depend on when V8 grows it.
const memoryFlags = ["--expose-gc", "--max-semi-space-size=1"];

/**
 * Runs tasks for each client in turns, each time in a new process.
 *
 * @param pick returns the sample of the last task's result
 */
export async function measureFresh(
  tasks: readonly Task[],
  rounds: number,
  pick: (result: TaskResult) => number,
): Promise<Samples> {
  const clients = tasks.some(({ url }) => url === undefined) ? clientsWithDefaultFetch : names;
  return measureInTurns(clients, rounds, async (name) => {
    const child = await startWorker(name, memoryFlags);
    try {
      let result: TaskResult | undefined;
      for (const task of tasks) result = await child.run(task);
      return result && pick(result);
    } finally {
      await child.stop();
    }
  });
}
