import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import type { CommandResult } from "../../lib/run-command.ts";
import { createTestDir } from "../support/temp-dir.ts";

/** A folder with these test files; `test` and `expect` are globals in them. */
export async function writeSuite(files: Record<string, string>): Promise<string> {
  const folder = await createTestDir();
  const config = "export default { test: { globals: true, testTimeout: 600_000 } };";
  const all = Object.entries({ "vitest.config.mjs": config, ...files });
  await Promise.all(all.map(([name, source]) => writeFile(join(folder, name), source)));
  return folder;
}

export interface RunningCommand {
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Settles when the command has ended, and each process that holds its output: the busy ones do. */
  readonly ended: Promise<CommandResult>;
}

/** Starts the command on the suite in the folder. */
export function startCommand(folder: string, ...args: string[]): RunningCommand {
  const child = spawn(process.execPath, [join(import.meta.dirname, "fixture-command.ts"), ...args], {
    cwd: folder,
    // The output that the command keeps of failed runs is removed with the suite.
    env: { ...process.env, TMPDIR: folder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const code = once(child, "close").then(([value]) => value as number | null);
  const ended = Promise.all([code, text(child.stdout), text(child.stderr)]);
  return {
    kill: (signal) => child.kill(signal),
    ended: ended.then(([exitCode, stdout, stderr]) => ({ code: exitCode, stdout, stderr })),
  };
}

export interface HangingCommand extends RunningCommand {
  /** Settles when the process of vitest that runs the test is gone. */
  readonly workerEnded: Promise<void>;
}

/** Starts the command on a suite whose only test never ends; returns when that test has begun. */
export async function startHangingCommand(...args: string[]): Promise<HangingCommand> {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  // The connection is open for as long as the process lives.
  const folder = await writeSuite({
    "hanging.test.mjs": `
      import { connect } from "node:net";
      test("never ends", () => new Promise(() => connect(${port}, "127.0.0.1")));`,
  });
  const command = startCommand(folder, ...args);
  const endedEarly = command.ended.then((run) => Promise.reject(new Error(`Ended early: ${JSON.stringify(run)}`)));
  const [worker] = (await Promise.race([once(server, "connection"), endedEarly])) as [Socket];
  const workerEnded = new Promise<void>((resolve) => {
    worker.once("close", () => resolve());
  });
  // A killed process resets its connection on some systems.
  worker.on("error", () => {}).resume();
  return { ...command, workerEnded };
}
