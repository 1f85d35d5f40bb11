import { getEventListeners } from "node:events";

/** Returns what a promise rejects with. */
export async function getRejection(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("Expected the promise to reject, but it resolved");
}

/** Reads an iterable to its end. Returns its items, and the error if it throws one. */
export async function readAll<T>(iterable: AsyncIterable<T>): Promise<{ items: T[]; error?: unknown }> {
  const items: T[] = [];
  try {
    for await (const item of iterable) items.push(item);
  } catch (error) {
    return { items, error };
  }
  return { items };
}

/** Counts the abort listeners of a signal. */
export function countListeners(signal: AbortSignal): number {
  return getEventListeners(signal, "abort").length;
}

// Read before a test installs fake timers.
const { setImmediate } = globalThis;

/** Waits until all pending microtasks and the queued work of the event loop are done, even with fake timers. */
export function flushPromises(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Creates a promise with the functions that resolve and reject it. */
export function createDeferred<T>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (error: unknown) => void;
} {
  let settle: { resolve: (value: T) => void; reject: (error: unknown) => void } | undefined;
  const promise = new Promise<T>((resolve, reject) => (settle = { resolve, reject }));
  return {
    promise,
    resolve: (value) => settle?.resolve(value),
    reject: (error) => settle?.reject(error),
  };
}
