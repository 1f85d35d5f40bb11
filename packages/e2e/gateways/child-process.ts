import { execFile, spawn } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";

export interface ChildServer extends AsyncDisposable {
  /** The output so far, of both streams. */
  readonly output: string;
}

export interface ChildServerOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Responds with a 2xx as soon as the server is ready. */
  readonly readyURL: string;
}

const startLimitMs = 180_000;
const pollMs = 100;

/**
 * Starts a server as a child process and waits until it responds. It is killed when it is disposed, and when this process
 * exits.
 *
 * @throws Error with the last lines of its output, when it exits or does not respond
 */
export async function startChildServer(
  command: string,
  args: readonly string[],
  { env = process.env, readyURL }: ChildServerOptions,
): Promise<ChildServer> {
  const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (bytes: Buffer) => (output += bytes.toString()));
  }
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  child.once("error", (error) => (output += error.message));
  const kill = (): void => void child.kill("SIGKILL");
  process.once("exit", kill);

  const stop = async (): Promise<void> => {
    process.off("exit", kill);
    kill();
    await closed;
  };
  try {
    await waitUntilReady(readyURL, () => child.exitCode === null && child.signalCode === null);
  } catch (cause) {
    await stop();
    throw new Error(`${command} did not start: ${output.trim().split("\n").slice(-5).join("\n")}`, { cause });
  }
  return {
    get output() {
      return output;
    },
    [Symbol.asyncDispose]: stop,
  };
}

async function waitUntilReady(url: string, isRunning: () => boolean): Promise<void> {
  const deadline = performance.now() + startLimitMs;
  while (isRunning()) {
    try {
      const response = await fetch(url);
      await response.body?.cancel();
      if (response.ok) return;
    } catch {
      // The server does not listen yet.
    }
    if (performance.now() > deadline) throw new Error(`No response from ${url} within ${startLimitMs} ms`);
    await setTimeout(pollMs);
  }
  throw new Error("The process exited");
}

/** Runs a command, and kills it when this process exits. @throws Error when the command fails */
export async function runCommand(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ stdout: string; stderr: string }> {
  const running = promisify(execFile)(command, args, { env });
  const kill = (): void => void running.child.kill();
  process.once("exit", kill);
  try {
    return await running;
  } finally {
    process.off("exit", kill);
  }
}
