import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Name } from "./contestants.ts";

const ours = { fetch: "without-sdk.ts", "ours-function": "function-stream.ts", "ours-class": "class-stream.ts" };

/** A program with one streamed call by each contestant, where its imports can be found. Ours are those of the budgets. */
export async function programs(folder: string): Promise<(name: Name) => string> {
  const place = join(folder, "dist/programs");
  await mkdir(place, { recursive: true });
  for (const from of ["programs", "../../packaging/budgets/programs"]) {
    await cp(fileURLToPath(new URL(from, import.meta.url)), place, { recursive: true });
  }
  return (name) => join(place, name in ours ? ours[name as keyof typeof ours] : `${name}.mts`);
}
