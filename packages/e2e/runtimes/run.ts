import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startMockServer } from "@org/scripts/mock-server.ts";
import { installPacked } from "../packed/install-packed.ts";
import { checkProgram, programs } from "../packed/programs.ts";

// The programs of packed/consumer/ on every Node that the SDK supports. A runtime that can't be installed is a failure.
const run = promisify(execFile);
const here = fileURLToPath(new URL(".", import.meta.url));
const runtimes = ["node22", "node24", "node26"];

async function main(): Promise<void> {
  await run("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: here });
  const folder = await mkdtemp(join(tmpdir(), "runtimes-"));
  try {
    await using mock = await startMockServer();
    await installPacked(folder);
    for (const runtime of runtimes) {
      const node = join(here, "node_modules", runtime, "bin/node");
      const { stdout: version } = await run(node, ["--version"]);
      for (const program of programs) await checkProgram(node, folder, program, mock.url);
      console.log(`Node ${version.trim()}: ${programs.map(([name]) => name).join(", ")}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
