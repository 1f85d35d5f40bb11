import { spawnCommand } from "./lib/spawn-command.ts";

// Runs turbo on every platform, without its telemetry and that of the tools it runs.
process.exitCode = await spawnCommand("turbo", process.argv.slice(2));
