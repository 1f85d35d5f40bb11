import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { InputError, parsePort, runMain } from "./lib/cli.ts";
import { repositoryRoot } from "./lib/paths.ts";

const help = `Starts a mock server of an OpenAPI document on loopback, until Ctrl-C.

  pnpm mock [--port N] [--spec FILE_OR_URL]

  --port N            the port                    (default: a free port)
  --spec FILE_OR_URL  the document, JSON or YAML  (default: spec/openapi.yaml)
  --help              show this text
`;

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

// Prism normally starts in 2 s. With a cold file cache, or on a machine that is busy with other tests, it took 30 s.
const startTimeoutMs = 120_000;

/**
 * Starts Prism and waits until it listens.
 *
 * @throws {@link InputError} with the message of Prism when it does not start
 */
export async function startMockServer({
  spec = join(repositoryRoot, "spec/openapi.yaml"),
  port = 0,
}: MockServerOptions = {}): Promise<MockServer> {
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
    throw new InputError(`Cannot start the mock server on ${port === 0 ? "a free port" : `port ${port}`}: ${reason}`);
  }
  return { url, stop, [Symbol.asyncDispose]: stop };
}

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { spec: { type: "string" }, port: { type: "string" } },
  });
  const { spec } = values;
  await using server = await startMockServer({
    ...(spec === undefined ? {} : { spec }),
    ...(values.port === undefined ? {} : { port: parsePort(values.port) }),
  });
  const stopped = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  console.log(formatUsage(server.url, spec));
  await stopped;
  return 0;
}

function formatUsage(url: string, spec: string | undefined): string {
  if (spec !== undefined) return `The mock server listens on ${url}. Press Ctrl-C to stop it.`;
  return `The mock server listens on ${url}. Press Ctrl-C to stop it.

It validates requests against spec/openapi.yaml, and returns the examples of the responses. To use it, start your app with

  OPENROUTER_BASE_URL=${url} OPENROUTER_API_KEY=any

The header "Prefer: code=429" selects the response of a status, "Prefer: example=NAME" an example of the spec:

  curl ${url}/models -H "Authorization: Bearer any" -H "Prefer: code=429"`;
}

if (import.meta.main) await runMain(main, { help });
