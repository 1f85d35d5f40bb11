import type * as fs from "node:fs/promises";
import type * as paths from "node:path";
import type * as urls from "node:url";

/** A folder of recordings. */
export interface Folder {
  readonly path: string;
  /** The names of its JSON files, in order. @throws Error when there is no such folder */
  list(): Promise<string[]>;
  read(name: string): Promise<string>;
  /** Writes a file, whole or not at all; false, and nothing, if there is one of this name. */
  create(name: string, text: string): Promise<boolean>;
}

/**
 * Opens a folder. Node's modules are asked for here and only now, by names that are no literals: bundlers for browsers
 * refuse a file that names them, whether they are used or not.
 */
export async function openFolder(folder: string | URL, isMade = false): Promise<Folder> {
  const [{ link, mkdir, readdir, readFile, unlink, writeFile }, { join }, { fileURLToPath }] = await Promise.all([
    named("fs/promises") as Promise<typeof fs>,
    named("path") as Promise<typeof paths>,
    named("url") as Promise<typeof urls>,
  ]);
  const isURL = typeof folder !== "string" || folder.startsWith("file:");
  const path = isURL ? fileURLToPath(folder) : folder;
  if (isMade) await mkdir(path, { recursive: true });
  return {
    path,
    async list() {
      const names = await readdir(path).catch((cause: unknown) => {
        throw new Error(`The folder of recordings ${path} can't be read`, { cause });
      });
      return names.filter((name) => name.endsWith(".json")).toSorted();
    },
    read: (name) => readFile(join(path, name), "utf8"),
    async create(name, text) {
      const draft = join(path, `.${name}.${crypto.randomUUID()}`);
      await writeFile(draft, text);
      try {
        // Unlike a renamed file, a link takes nobody's place.
        await link(draft, join(path, name));
        return true;
      } catch (error) {
        if ((error as { code?: unknown }).code === "EEXIST") return false;
        throw error;
      } finally {
        await unlink(draft);
      }
    },
  };
}

function named(name: string): Promise<unknown> {
  return import(/* @vite-ignore */ `node:${name}`);
}
