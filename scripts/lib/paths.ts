import { basename, isAbsolute, relative, resolve } from "node:path";

/** The folder that holds `spec/`, `scripts/` and `packages/`. */
export const root: string = resolve(import.meta.dirname, "../..");

/**
 * How the headers of generated files call a document: a URL as it is, a file of this repository by its path from
 * the top, any other file by its base name, so that they are the same on every machine.
 */
export function displayName(absoluteRef: string): string {
  if (!isAbsolute(absoluteRef)) return absoluteRef;
  const path = relative(root, absoluteRef);
  return path.startsWith("..") || isAbsolute(path) ? basename(absoluteRef) : path.replaceAll("\\", "/");
}

/** How messages call it: a path that a terminal can open from where it is. */
export function displayPath(absoluteRef: string): string {
  if (!isAbsolute(absoluteRef)) return absoluteRef;
  const path = relative(process.cwd(), absoluteRef);
  return path.length < absoluteRef.length ? path : absoluteRef;
}
