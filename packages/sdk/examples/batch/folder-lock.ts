import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "./command.ts";

/**
 * Makes a folder the property of this process. PGlite does not: two processes would damage the database.
 *
 * @returns a function that releases the folder
 * @throws CommandError when another process has it
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, "process-id");
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: "wx" });
      return () => rm(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const owner = Number(await readFile(file, "utf8"));
    if (isRunning(owner)) {
      throw new CommandError(
        `The process ${owner} uses ${folder}. To run several, set DATABASE_URL to a Postgres server. ` +
          `If ${owner} is another program, delete ${file}.`,
      );
    }
    await rm(file, { force: true }); // the owner was killed
  }
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
