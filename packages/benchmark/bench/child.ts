import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A process that exchanges messages. */
export interface Child {
  send(message: object): void;
  /** Returns the next message. Rejects when the process exits. */
  receive(): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts a compiled program. */
export function startChild(name: string, args: readonly string[], execArgv: readonly string[] = []): Child {
  const program = fileURLToPath(new URL(`dist/${name}.mjs`, import.meta.url));
  const child = fork(program, [...args], { serialization: "advanced", execArgv: [...execArgv] });
  const received: unknown[] = [];
  let wake: (() => void) | undefined;
  child.on("message", (message) => {
    received.push(message);
    wake?.();
  });
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
  const failed = closed.then((code) => {
    throw new Error(`${[name, ...args].join(" ")} exited with ${code}`);
  });
  // An exit matters only while a message is awaited.
  failed.catch(() => {});
  return {
    send: (message) => void child.send(message),
    async receive() {
      if (received.length === 0) await Promise.race([new Promise<void>((resolve) => (wake = resolve)), failed]);
      return received.shift();
    },
    async stop() {
      child.kill();
      await closed;
    },
  };
}
