import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** What an installation put into node_modules. */
export interface Installed {
  readonly packages: number;
  /** Bytes of our packages, unpacked. */
  readonly ours: number;
  /** Bytes of all packages, unpacked. */
  readonly all: number;
}

/** Weighs the node_modules of a folder. */
export async function installed(folder: string): Promise<Installed> {
  const root = join(folder, "node_modules");
  const lock = JSON.parse(await readFile(join(root, ".package-lock.json"), "utf8")) as { packages: object };
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sizes = await Promise.all(
    files.map(async (file) => [relative(root, file).split(sep)[0] ?? "", (await stat(file)).size] as const),
  );
  // npm's own notes, such as .package-lock.json, are no part of any package.
  const packed = sizes.filter(([top]) => !top.startsWith("."));
  return {
    packages: Object.keys(lock.packages).length,
    ours: sum(packed.filter(([top]) => top === "@org")),
    all: sum(packed),
  };
}

function sum(sizes: readonly (readonly [string, number])[]): number {
  return sizes.reduce((total, [, size]) => total + size, 0);
}
