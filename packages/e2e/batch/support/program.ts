import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished } from "vitest";

/** A running program of the example. It is killed when the test ends. */
export interface Program {
  /** The output so far. */
  readonly stdout: string;
  readonly stderr: string;
  /** Resolves when the program has exited, to `null` when it was killed. */
  readonly exitCode: Promise<number | null>;
  kill(signal: NodeJS.Signals): void;
  /** Waits until an output stream contains the text. */
  waitFor(stream: "stdout" | "stderr", text: string): Promise<void>;
}

/** The variables of a program: only these and PATH are set. */
export type Variables = Readonly<
  Partial<Record<"OPENROUTER_API_KEY" | "OPENROUTER_BASE_URL" | "DATABASE_URL" | "BATCH_FOLDER", string>>
>;

/** Starts `run.ts` or `worker.ts` of the example in a folder. */
export function startProgram(
  name: "run" | "worker",
  args: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Variables },
): Program {
  const file = fileURLToPath(import.meta.resolve(`@org/example-batch/${name}.ts`));
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", file, ...args], {
    cwd,
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const closed = once(child, "close");
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await closed;
  });
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => (output[stream] += text));
  }
  return {
    get stdout() {
      return output.stdout;
    },
    get stderr() {
      return output.stderr;
    },
    exitCode: closed.then(([code]) => code as number | null),
    kill: (signal) => void child.kill(signal),
    waitFor: (stream, text) => expect.poll(() => output[stream]).toContain(text),
  };
}
