import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { createInterface } from "node:readline";
import { bundleWithEsbuild } from "./bundle.ts";
import { installed } from "./node-modules.ts";

const capnp = (worker: string): string => `using Workerd = import "/workerd/workerd.capnp";
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

/** Plays the scenario within a Worker's fetch handler; gives the JSON of its outcomes. */
export async function playInWorkerd(folder: string, config: string): Promise<string> {
  const worker = await readFile(await bundleWithEsbuild(folder, "worker", "neutral"), "utf8");
  const file = join(folder, "workerd.capnp");
  await writeFile(file, capnp(worker));
  const stdio: ("ignore" | "pipe" | "inherit")[] = ["ignore", "ignore", "inherit", "pipe"];
  const child = spawn(installed("@cloudflare/workerd-linux-64/bin/workerd"), ["serve", "--control-fd=3", file], {
    stdio,
  });
  try {
    const port = await listeningPort(child.stdio[3] as Readable);
    const response = await fetch(`http://127.0.0.1:${port}`, { method: "POST", body: config });
    return await response.text();
  } finally {
    child.kill();
  }
}

/** What workerd tells on its control channel: one JSON event a line. */
async function listeningPort(control: Readable): Promise<number> {
  for await (const line of createInterface({ input: control })) {
    const { event, port } = JSON.parse(line) as { event: string; port?: number };
    if (event === "listen" && port !== undefined) return port;
  }
  throw new Error("workerd ended before it listened");
}
