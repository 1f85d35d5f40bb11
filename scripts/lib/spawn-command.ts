import { spawn } from "node:child_process";
import { constants } from "node:os";
import { createInterface } from "node:readline";

interface SpawnOptions {
  readonly cwd?: string;
  /** Called with each line of the standard output, which is printed unless this is set. */
  readonly onLine?: (line: string) => void;
}

const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Without the telemetry of turbo and of the tools that it runs, and without colors in a log. */
const env = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
  SCARF_ANALYTICS: "false",
  ...(!process.stdout.isTTY && process.env["FORCE_COLOR"] === undefined && { NO_COLOR: "1" }),
};

/**
 * Runs a command of the repository with the output and the input of this process, and stops it when this process
 * receives a signal.
 *
 * @returns the exit code. When a signal ended the command or this process received one, 128 plus its number.
 */
export async function spawnCommand(
  command: string,
  args: readonly string[],
  { cwd, onLine }: SpawnOptions = {},
): Promise<number> {
  const child = spawn(command, args, {
    ...(cwd !== undefined && { cwd }),
    env,
    stdio: ["inherit", onLine ? "pipe" : "inherit", "inherit"],
    // The commands in node_modules/.bin are .cmd files there.
    shell: process.platform === "win32",
  });
  let received: NodeJS.Signals | undefined;
  const stop = (signal: NodeJS.Signals): void => {
    received = signal;
    // Never SIGINT: turbo then waits for its tasks to end by themselves, as after Ctrl-C, which a terminal sends to them.
    child.kill("SIGTERM");
  };
  for (const signal of stopSignals) process.on(signal, stop);
  try {
    const closed = new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => resolve(code ?? getExitCode(signal ?? "SIGKILL")));
    });
    if (child.stdout && onLine) {
      for await (const line of createInterface({ input: child.stdout })) onLine(line);
    }
    const code = await closed;
    // turbo exits with 0 after SIGTERM.
    return received === undefined ? code : getExitCode(received);
  } finally {
    for (const signal of stopSignals) process.off(signal, stop);
  }
}

/** Returns the exit code that shells use for a signal. */
function getExitCode(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}
