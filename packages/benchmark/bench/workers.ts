import { startChild } from "./child.ts";
import { clientNames, clientsWithDefaultFetch, type AdapterName } from "./clients.ts";
import { measureInTurns, type PerContestant } from "./measurement.ts";
import type { Task, TaskResult } from "./task.mts";

/** The process of a client. */
export interface Worker {
  run(task: Task): Promise<TaskResult>;
  stop(): Promise<void>;
}

/** Starts the process of a client, and waits until it has imported the client. */
export async function startWorker(name: AdapterName, execArgv: readonly string[] = []): Promise<Worker> {
  const child = startChild("worker", [name], execArgv);
  await child.receive();
  return {
    async run(task) {
      child.send(task);
      return (await child.receive()) as TaskResult;
    },
    stop: () => child.stop(),
  };
}

/**
 * Runs a task for each client in turns, each in a process that is kept for all rounds, after half as many warm-up
 * rounds. Many short rounds are better than few long ones: load on the machine lasts for seconds, and then affects all
 * clients.
 */
export async function measureWarm(
  task: Task,
  rounds: number,
  clients: readonly AdapterName[] = task.url === undefined ? clientsWithDefaultFetch : clientNames,
): Promise<PerContestant<TaskResult>> {
  const workers = new Map<AdapterName, Worker>();
  try {
    for (const name of clients) workers.set(name, await startWorker(name));
    const measure = async (name: AdapterName): Promise<TaskResult> => {
      const worker = workers.get(name);
      if (!worker) throw new Error(`${name} has not started`);
      return worker.run(task);
    };
    await measureInTurns(clients, Math.ceil(rounds / 2), measure);
    return await measureInTurns(clients, rounds, measure);
  } finally {
    for (const worker of workers.values()) await worker.stop();
  }
}

/** Returns the number of calls of a task: of many in flight, each is followed by another. */
export function getCallCount(inFlight: number): number {
  return Math.max(96, 2 * inFlight);
}

// A young generation of fixed size: otherwise, the memory would depend on when V8 grows it.
export const memoryFlags = ["--expose-gc", "--max-semi-space-size=1"];

/**
 * Runs a task for each client in turns, each time in a new process.
 *
 * @param first runs before, so that the memory of what is loaded for the first call does not count
 */
export async function measureFresh(task: Task, rounds: number, first?: Task): Promise<PerContestant<TaskResult>> {
  const clients = task.url === undefined ? clientsWithDefaultFetch : clientNames;
  return measureInTurns(clients, rounds, async (name) => {
    const worker = await startWorker(name, memoryFlags);
    try {
      if (first) await worker.run(first);
      return await worker.run(task);
    } finally {
      await worker.stop();
    }
  });
}
