import { setTimeout } from "node:timers/promises";
import type { Database } from "./database.ts";
import { takeTurn } from "./limits.ts";

/**
 * Creates the function in which a job waits for its turn. It resolves to false when no call may begin anymore: the budget
 * is used up, or the signal is aborted. Jobs wait one after the other, so that a worker sends one query per turn.
 */
export function createTurns(database: Database, name: string, signal: AbortSignal): () => Promise<boolean> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const turn = last.then(() => waitForTurn(database, name, signal));
    last = turn.catch(() => {});
    return turn;
  };
}

async function waitForTurn(database: Database, name: string, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    const waitMs = await takeTurn(database, name);
    if (waitMs === 0) return !signal.aborted;
    if (waitMs === Infinity) return false;
    await setTimeout(waitMs, undefined, { signal }).catch(() => {});
  }
  return false;
}
