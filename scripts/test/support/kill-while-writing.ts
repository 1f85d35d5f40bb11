import { spawn } from "node:child_process";
import { once } from "node:events";
import { watch } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Starts `regenerate` in a copy of the repository, kills it when its first file appears, and returns the signal. Without
 * the signal it would run for another 2.5 s or more: it writes the other files and type-checks.
 */
export async function killWhileWriting(copy: string): Promise<string | null> {
  const run = spawn(process.execPath, ["scripts/regenerate.ts"], { cwd: copy, stdio: "ignore" });
  const watcher = watch(join(copy, "packages/types/src"), () => run.kill("SIGKILL"));
  const [, signal] = (await once(run, "exit")) as [number | null, string | null];
  watcher.close();
  return signal;
}

const folders = ["packages/types/src", "packages/client/src", ".changeset"];

/** Returns path → text of the folders that a run writes. */
export async function readGeneratedFiles(copy: string): Promise<Map<string, string>> {
  const names = folders.map(async (folder) => (await readdir(join(copy, folder))).map((name) => join(folder, name)));
  const files = (await Promise.all(names)).flat().toSorted();
  const texts = await Promise.all(files.map((file) => readFile(join(copy, file), "utf8")));
  return new Map(files.map((file, index) => [file, texts[index] ?? ""]));
}
