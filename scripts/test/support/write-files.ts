import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createTestDir } from "./temp-dir.ts";

/** Writes files into a new folder, and returns its path. */
export async function writeFiles(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await createTestDir();
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return folder;
}
