import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export interface Load extends Disposable {
  readonly pids: readonly (number | undefined)[];
}

/** Starts processes that compete for the cores, until the load is disposed or this process ends. */
export async function startLoad(count: number): Promise<Load> {
  const children = Array.from({ length: count }, () =>
    fork(join(import.meta.dirname, "busy.ts"), { stdio: ["ignore", "ignore", "inherit", "ipc"] }),
  );
  await Promise.all(children.map(busy));
  return {
    pids: children.map(({ pid }) => pid),
    [Symbol.dispose]() {
      for (const child of children) if (child.connected) child.disconnect();
    },
  };
}

async function busy(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit").then(() => Promise.reject(new Error("A busy process ended early")));
  await Promise.race([once(child, "message"), ended]);
}
