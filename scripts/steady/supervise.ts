// Runs `node …arguments` in a separate process group, reports how it ended to the process that forked this one, and
// kills the whole group when it has ended, or when that process disconnects or is gone, even by SIGKILL.
import { spawn, spawnSync } from "node:child_process";

/** How a process ended, as its `exit` event reports it. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

function endGroup(): void {
  if (process.platform === "win32") spawnSync("taskkill", ["/pid", String(process.pid), "/t", "/f"]);
  else process.kill(-process.pid, "SIGKILL");
}

process.once("disconnect", endGroup);
// The event may have passed while this file was loaded.
if (!process.connected) endGroup();

const child = spawn(process.execPath, process.argv.slice(2), { stdio: ["ignore", "inherit", "inherit"] });
child.once("exit", (code, signal) => {
  const exit: Exit = { code, signal };
  process.send?.(exit, endGroup);
});
