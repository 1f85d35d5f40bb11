import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A Prism mock of an OpenAPI document, on loopback. */
export interface MockServer extends AsyncDisposable {
  /** The base URL, without a trailing slash. */
  readonly url: string;
  /** Stops the server. Resolves when its process has exited. */
  stop(): Promise<void>;
}

export interface MockServerOptions {
  /**
   * Path or URL of the document.
   *
   * @default the spec of this repository
   */
  spec?: string;
  /** @default a free port */
  port?: number;
}

const ownSpec = fileURLToPath(new URL("../spec/openapi.yaml", import.meta.url));
// Prism normally starts in 2 s. With a cold file cache, or on a machine that is busy with other tests, it took 30 s.
const startTimeoutMs = 120_000;

/**
 * Starts Prism and waits until it listens.
 *
 * @throws Error with the message of Prism when it does not start
 */
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
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const kill = () => void child.kill();
  process.once("exit", kill);
  const stop = async () => {
    process.off("exit", kill);
    kill();
    await closed;
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
    void closed.then(() => resolve(undefined));
    setTimeout(() => resolve(undefined), startTimeoutMs).unref();
  });
  if (url === undefined) {
    await stop();
    const isTaken = lines.some((line) => line.includes("EADDRINUSE"));
    // Prism prints its whole help before the line with the error.
    const reason = isTaken ? "the port is in use. Choose another one, or none" : lines.findLast((line) => line.trim());
    throw new Error(`Cannot start the mock server on ${port === 0 ? "a free port" : `port ${port}`}: ${reason}`);
  }
  return { url, stop, [Symbol.asyncDispose]: stop };
}
