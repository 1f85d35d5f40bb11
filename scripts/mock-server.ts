import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createServer, type AddressInfo } from "node:net";
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
// Prism loads its dependencies from cold disk at times; it normally takes two seconds.
const startLimitMs = 60_000;

/** Starts Prism and waits until it says that it listens. @throws Error with Prism's own words when it does not. */
export async function startMockServer({ spec = ownSpec, port }: MockServerOptions = {}): Promise<MockServer> {
  const chosen = port ?? (await freePort());
  const prism = createRequire(import.meta.url).resolve("@stoplight/prism-cli/dist/index.js");
  const child = spawn(
    process.execPath,
    [prism, "mock", spec, "--host", "127.0.0.1", "--port", String(chosen), "--multiprocess", "false"],
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

  let output = "";
  const isReady = new Promise<boolean>((resolve) => {
    const read = (text: Buffer) => {
      output += text.toString();
      if (output.includes("Prism is listening")) resolve(true);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    void gone.then(() => resolve(false));
    setTimeout(() => resolve(false), startLimitMs).unref();
  });
  if (!(await isReady)) {
    await stop();
    const isTaken = output.includes("EADDRINUSE");
    // Prism prints its whole help before the line that says what is wrong.
    const reason = isTaken ? "the port is taken; choose another, or none" : output.trim().split("\n").at(-1);
    throw new Error(`The mock server did not start on port ${chosen}: ${reason}`);
  }
  return { url: `http://127.0.0.1:${chosen}`, stop, [Symbol.asyncDispose]: stop };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
