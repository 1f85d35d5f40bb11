import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ClientName } from "./clients.ts";

const ours = {
  "fetch-cancelable": "without-sdk.ts",
  "ours-function": "function-stream.ts",
  "ours-class": "class-stream.ts",
};

/**
 * Copies the programs, which make one streamed call, to where their imports are installed. Ours are those that the size
 * budgets measure.
 *
 * @returns a function that returns the path of a client's program
 */
export async function copyPrograms(folder: string): Promise<(name: ClientName) => string> {
  const target = join(folder, "dist/programs");
  await mkdir(target, { recursive: true });
  for (const source of ["programs", "../../packaging/budgets/programs"]) {
    await cp(fileURLToPath(new URL(source, import.meta.url)), target, { recursive: true });
  }
  return (name) => join(target, name in ours ? ours[name as keyof typeof ours] : `${name}.mts`);
}
