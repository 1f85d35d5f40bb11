import { basename, isAbsolute, relative, resolve } from "node:path";

/** The folder that holds `spec/`, `scripts/` and `packages/`. */
export const repositoryRoot: string = resolve(import.meta.dirname, "../..");

/**
 * Returns the name of a document for the headers of generated files. It is the same on every machine: a URL as it is,
 * a file of this repository by its path from the root, any other file by its base name.
 */
export function toDisplayName(location: string): string {
  if (!isAbsolute(location)) return location;
  const path = relative(repositoryRoot, location);
  return path.startsWith("..") || isAbsolute(path) ? basename(location) : path.replaceAll("\\", "/");
}

/** Returns the path of a document for messages: a terminal can open it from the working directory. */
export function toDisplayPath(location: string): string {
  if (!isAbsolute(location)) return location;
  const path = relative(process.cwd(), location);
  return path.length < location.length ? path : location;
}
