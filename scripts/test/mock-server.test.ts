import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { repositoryRoot } from "../lib/paths.ts";
import { createExampleCall } from "../scaffold/example-call.ts";
import { listSDKOperations } from "../scaffold/sdk-operation.ts";
import { loadSpec } from "../spec/load-spec.ts";
import { runScript } from "./support/run-script.ts";

interface RunningMock {
  readonly url: string;
  /** Sends a signal, and returns the exit code and the output. */
  stop(signal: NodeJS.Signals): Promise<{ code: number | null; output: string }>;
}

/** Starts the command as `pnpm mock` does, and waits for the URL. */
async function startMock(...args: string[]): Promise<RunningMock> {
  const child = spawn(process.execPath, [join(repositoryRoot, "scripts/mock-server.ts"), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill());
  const exit = once(child, "close") as Promise<[code: number | null]>;
  const lines: string[] = [];
  const url = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      lines.push(line);
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
      if (found !== undefined) resolve(found);
    });
    void exit.then(() => reject(new Error(`The mock server ended: ${lines.join("\n")}`)));
  });
  return {
    url: await url,
    async stop(signal) {
      child.kill(signal);
      const [code] = await exit;
      return { code, output: lines.join("\n") };
    },
  };
}

test("serves each operation of the spec, and ends on Ctrl-C", async () => {
  const { document } = await loadSpec(join(repositoryRoot, "spec/openapi.yaml"));
  const mock = await startMock();
  const operations = listSDKOperations(document);
  expect(operations.map(({ id }) => id)).toContain("createChatCompletion");
  for (const operation of operations) {
    const { url, body } = createExampleCall(document, operation);
    const response = await fetch(mock.url + url, {
      method: operation.info.method.toUpperCase(),
      headers: { authorization: "Bearer any", "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect([operation.id, response.ok, response.headers.get("sl-violations")]).toEqual([operation.id, true, null]);
    await response.body?.cancel();
  }
  const { code, output } = await mock.stop("SIGINT");
  expect(code).toBe(0);
  expect(output).toContain(`\n  OPENROUTER_BASE_URL=${mock.url} OPENROUTER_API_KEY=any\n`);
  await expect(fetch(mock.url)).rejects.toThrow("fetch failed");
});

test("listens on the port of --port, and ends on SIGTERM", async () => {
  const { port } = new URL(await getFreeURL());
  const mock = await startMock("--port", port);
  expect(new URL(mock.url).port).toBe(port);
  expect((await mock.stop("SIGTERM")).code).toBe(0);
});

test("reports a port that is in use", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  expect(await runScript("mock-server.ts", ["--port", String(port)])).toEqual({
    code: 2,
    stdout: "",
    stderr: `Cannot start the mock server on port ${port}: the port is in use. Choose another one, or none\n`,
  });
});

test.each(["0", "65536", "1.5", "http", ""])("rejects --port %o", async (port) => {
  expect(await runScript("mock-server.ts", [`--port=${port}`])).toEqual({
    code: 2,
    stdout: "",
    stderr: `--port must be a port number, got ${port}\n`,
  });
});

async function getFreeURL(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}`;
}
