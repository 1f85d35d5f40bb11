import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** The contents of a node_modules folder. */
export interface InstallSize {
  readonly packages: number;
  /** Bytes of our packages, unpacked. */
  readonly ours: number;
  /** Bytes of all packages, unpacked. */
  readonly all: number;
}

/** Counts the packages in the node_modules of a folder, and their bytes. */
export async function measureInstallation(folder: string): Promise<InstallSize> {
  const root = join(folder, "node_modules");
  const lock = JSON.parse(await readFile(join(root, ".package-lock.json"), "utf8")) as { packages: object };
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sizes = await Promise.all(
    files.map(async (file) => [relative(root, file).split(sep)[0] ?? "", (await stat(file)).size] as const),
  );
  // Files of npm, such as .package-lock.json, do not belong to a package.
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
