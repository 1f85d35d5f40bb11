import { readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

// The last step of the build: declarations of private modules to which none of those leads that package.json names.
const folder = import.meta.dirname;
const { exports } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
  exports: Record<string, string | { types: string }>;
};
const needed = new Set<string>();
for (const entry of Object.values(exports)) {
  if (typeof entry !== "string") await need(join(folder, entry.types));
}
for (const path of await readdir(join(folder, "dist"), { recursive: true })) {
  const file = join(folder, "dist", path);
  if (file.endsWith(".d.ts") && !needed.has(file)) await rm(file);
}

async function need(file: string): Promise<void> {
  if (needed.has(file)) return;
  needed.add(file);
  const imports = (await readFile(file, "utf8")).matchAll(/(?:\bfrom |\bimport\()"(\.[^"]+)\.[jt]s"/g);
  for (const [, path = ""] of imports) await need(join(dirname(file), `${path}.d.ts`));
}
