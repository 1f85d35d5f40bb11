// Runs turbo on every platform, without its telemetry and that of the tools it runs.
import { spawnSync } from "node:child_process";

const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", SCARF_ANALYTICS: "false" };
const { status, error } = spawnSync("turbo", process.argv.slice(2), {
  env,
  stdio: "inherit",
  shell: process.platform === "win32",
});

if (error) console.error(error.message);
process.exit(status ?? 1);
