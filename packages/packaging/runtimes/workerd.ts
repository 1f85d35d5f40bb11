import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { createInterface } from "node:readline";
import { bundleWithEsbuild } from "./bundle.ts";
import { resolveInstalled } from "./node-modules.ts";

const formatConfig = (worker: string): string => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker.js", esModule = ${JSON.stringify(worker)})],
      compatibilityDate = "2026-11-01",
      globalOutbound = "network",
    )),
    (name = "network", network = (allow = ["local", "private", "public"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;

/**
 * Runs the scenario in the fetch handler of a Worker.
 *
 * @returns the JSON of the outcomes
 */
export async function runInWorkerd(folder: string, config: string): Promise<string> {
  const worker = await readFile(await bundleWithEsbuild(folder, "worker", "neutral"), "utf8");
  const file = join(folder, "workerd.capnp");
  await writeFile(file, formatConfig(worker));
  const stdio: ("ignore" | "pipe" | "inherit")[] = ["ignore", "ignore", "inherit", "pipe"];
  const child = spawn(resolveInstalled("@cloudflare/workerd-linux-64/bin/workerd"), ["serve", "--control-fd=3", file], {
    stdio,
  });
  try {
    const port = await readPort(child.stdio[3] as Readable);
    const response = await fetch(`http://127.0.0.1:${port}`, { method: "POST", body: config });
    return await response.text();
  } finally {
    child.kill();
  }
}

/** Reads the port from workerd's control channel, which has one JSON event per line. */
async function readPort(control: Readable): Promise<number> {
  for await (const line of createInterface({ input: control })) {
    const { event, port } = JSON.parse(line) as { event: string; port?: number };
    if (event === "listen" && port !== undefined) return port;
  }
  throw new Error("workerd exited before it listened");
}
