import type * as fs from "node:fs/promises";
import type * as paths from "node:path";
import type * as urls from "node:url";

/** A folder of recordings. */
export interface Folder {
  readonly path: string;
  /**
   * Lists the names of the JSON files, sorted.
   * @throws Error when the folder cannot be read.
   */
  list(): Promise<string[]>;
  read(name: string): Promise<string>;
  /** Writes a file atomically. Returns false, and writes nothing, if a file of this name exists. */
  create(name: string, text: string): Promise<boolean>;
}

/**
 * Opens a folder. Node's modules are imported dynamically, with names that are not literals: bundlers for browsers
 * reject a file that imports them by a literal name, even if the import never runs.
 */
export async function openFolder(folder: string | URL, shouldCreate = false): Promise<Folder> {
  const [{ link, mkdir, readdir, readFile, unlink, writeFile }, { join }, { fileURLToPath }] = await Promise.all([
    importNode("fs/promises") as Promise<typeof fs>,
    importNode("path") as Promise<typeof paths>,
    importNode("url") as Promise<typeof urls>,
  ]);
  const isURL = typeof folder !== "string" || folder.startsWith("file:");
  const path = isURL ? fileURLToPath(folder) : folder;
  if (shouldCreate) await mkdir(path, { recursive: true });
  return {
    path,
    async list() {
      const names = await readdir(path).catch((cause: unknown) => {
        throw new Error(`The recordings folder ${path} cannot be read`, { cause });
      });
      return names.filter((name) => name.endsWith(".json")).toSorted();
    },
    read: (name) => readFile(join(path, name), "utf8"),
    async create(name, text) {
      const temporary = join(path, `.${name}.${crypto.randomUUID()}`);
      await writeFile(temporary, text);
      try {
        // Unlike a rename, a link fails if the file exists.
        await link(temporary, join(path, name));
        return true;
      } catch (error) {
        if ((error as { code?: unknown }).code === "EEXIST") return false;
        throw error;
      } finally {
        await unlink(temporary);
      }
    },
  };
}

function importNode(name: string): Promise<unknown> {
  return import(/* @vite-ignore */ `node:${name}`);
}
