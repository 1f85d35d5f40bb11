import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A Prism mock of an OpenAPI document, on loopback. */
export interface MockServer extends AsyncDisposable {
  /** Without a trailing slash; the operations' paths follow. */
  readonly url: string;
  /** Resolves when the process has gone. */
  stop(): Promise<void>;
}

export interface MockServerOptions {
  /** Path or URL of the document. Default: this repository's spec. */
  spec?: string;
  /** Default: a free one. */
  port?: number;
}

const ownSpec = fileURLToPath(new URL("../spec/openapi.yaml", import.meta.url));
// Normally two seconds; from a cold disk, or on a machine that is busy with other tests, it took thirty.
const startLimitMs = 120_000;

/** Starts Prism and waits until it says that it listens. @throws Error with Prism's own words when it does not. */
export async function startMockServer({ spec = ownSpec, port = 0 }: MockServerOptions = {}): Promise<MockServer> {
  const prism = createRequire(import.meta.url).resolve("@stoplight/prism-cli/dist/index.js");
  const child = spawn(
    process.execPath,
    [prism, "mock", spec, "--host", "127.0.0.1", "--port", String(port), "--multiprocess", "false"],
    {
      env: { ...process.env, SCARF_ANALYTICS: "false", DO_NOT_TRACK: "1", NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const kill = () => void child.kill();
  process.once("exit", kill);
  const stop = async () => {
    process.off("exit", kill);
    kill();
    await gone;
  };

  const lines: string[] = [];
  const url = await new Promise<string | undefined>((resolve) => {
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on("line", (line) => {
        lines.push(line);
        const [, address] = /Prism is listening on (\S+)/.exec(line) ?? [];
        if (address) resolve(address);
      });
    }
    void gone.then(() => resolve(undefined));
    setTimeout(() => resolve(undefined), startLimitMs).unref();
  });
  if (url === undefined) {
    await stop();
    const isTaken = lines.some((line) => line.includes("EADDRINUSE"));
    // Prism prints its whole help before the line that says what is wrong.
    const reason = isTaken ? "the port is taken; choose another, or none" : lines.findLast((line) => line.trim());
    throw new Error(`The mock server did not start on ${port === 0 ? "a free port" : `port ${port}`}: ${reason}`);
  }
  return { url, stop, [Symbol.asyncDispose]: stop };
}
