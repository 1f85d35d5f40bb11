import { getEventListeners } from "node:events";

/** What a promise rejects with. */
export async function failureOf(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("This was expected to fail, and did not");
}

/** All that an iterable gave, and what it threw at its end, if it threw. */
export async function drained<T>(items: AsyncIterable<T>): Promise<{ items: T[]; error?: unknown }> {
  const seen: T[] = [];
  try {
    for await (const item of items) seen.push(item);
  } catch (error) {
    return { items: seen, error };
  }
  return { items: seen };
}

/** How many still listen for this signal's abort. */
export function listenersOf(signal: AbortSignal): number {
  return getEventListeners(signal, "abort").length;
}

/** Lets everything happen that is not waiting for a timer or the network. */
export function settled(): Promise<void> {
  return nextTurn();
}

// Read here, before a test installs fake timers: a turn of the event loop is over after all microtasks, however many.
const { setImmediate } = globalThis;

/** Resolves after everything that the event loop has queued, on a fake clock too. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A promise that a test settles when it likes. */
export function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: unknown) => void } {
  let settle: { resolve: (value: T) => void; reject: (error: unknown) => void } | undefined;
  const promise = new Promise<T>((resolve, reject) => (settle = { resolve, reject }));
  return {
    promise,
    resolve: (value) => settle?.resolve(value),
    reject: (error) => settle?.reject(error),
  };
}
