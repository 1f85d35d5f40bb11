import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { blankFences } from "./fences.ts";

/**
 * Returns the paths in code spans of a Markdown file that do not exist, each with its line. A path may start at the root,
 * at the folder of the file, or at `packages/sdk/src`. A span is a path if its first folder is in one of these, or if it
 * has the extension of a source file.
 *
 * @param root the root of the repository
 * @param file the path from `root`
 */
export function findBrokenPaths(root: string, file: string): string[] {
  const bases = [root, join(root, dirname(file)), join(root, "packages/sdk/src")];
  const isPath = (span: string): boolean =>
    /\.(?:ts|mts|js|json|yaml|md)$/.test(span) ||
    bases.some((base) => existsSync(join(base, span.split("/")[0] ?? "")));
  const exists = (span: string): boolean => bases.some((base) => globSync(span, { cwd: base }).length > 0);
  return blankFences(readFileSync(join(root, file), "utf8"))
    .split("\n")
    .flatMap((line, index) =>
      Array.from(line.matchAll(/`(\w[\w.*-]*\/[\w.*/-]*)`/g), ([, span = ""]) => span)
        .filter((span) => isPath(span) && !exists(span))
        .map((span) => `${file}:${index + 1}: no such path ${span}`),
    );
}
