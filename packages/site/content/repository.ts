import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The top of the repository, found from wherever Astro has bundled this file to. */
export const root: string = findRoot();

export function read(file: string): string {
  return readFileSync(`${root}/${file}`, "utf8");
}

/** Files of the repository like the pattern, from its top, in order. */
export function filesLike(pattern: string): string[] {
  const files = globSync(pattern, { cwd: root }).map((file) => file.replaceAll("\\", "/"));
  return files.toSorted();
}

/** Where a file can be seen that has no page of its own. */
export function sourceURL(file: string): string {
  const { repository } = JSON.parse(read("packages/sdk/package.json")) as { repository: { url: string } };
  return `${repository.url.replaceAll(/^git\+|\.git$/g, "")}/blob/main/${file}`;
}

function findRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, "pnpm-workspace.yaml"))) {
    if (dirname(folder) === folder) throw new Error(`${import.meta.dirname} lies in no workspace`);
    folder = dirname(folder);
  }
  return folder;
}
