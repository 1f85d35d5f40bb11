// turbo, with its telemetry and that of the tools it runs switched off, on every platform's shell.
import { spawnSync } from "node:child_process";

const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", SCARF_ANALYTICS: "false" };
const { status, error } = spawnSync("turbo", process.argv.slice(2), {
  env,
  stdio: "inherit",
  shell: process.platform === "win32",
});

if (error) console.error(error.message);
process.exit(status ?? 1);
