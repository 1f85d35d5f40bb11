import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The root of the repository, found from the folder that Astro bundled this file to. */
export const root: string = findRoot();

export function read(file: string): string {
  return readFileSync(`${root}/${file}`, "utf8");
}

/** Returns the sorted files of the repository that match a glob pattern. */
export function findFiles(pattern: string): string[] {
  const files = globSync(pattern, { cwd: root }).map((file) => file.replaceAll("\\", "/"));
  return files.toSorted();
}

/** Returns the URL of a source file without a page. */
export function getSourceURL(file: string): string {
  return `${getRepositoryURL()}/blob/main/${file}`;
}

/** Returns the path that an absolute link to the repository has in it, or undefined for any other link. */
export function getRepositoryPath(href: string): string | undefined {
  const url = getRepositoryURL();
  const raw = url.replace("https://github.com/", "https://raw.githubusercontent.com/");
  const base = [`${url}/blob/main/`, `${url}/tree/main/`, `${raw}/main/`].find((each) => href.startsWith(each));
  return base === undefined ? undefined : href.slice(base.length);
}

function getRepositoryURL(): string {
  const { repository } = JSON.parse(read("packages/sdk/package.json")) as { repository: { url: string } };
  return repository.url.replaceAll(/^git\+|\.git$/g, "");
}

function findRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, "pnpm-workspace.yaml"))) {
    if (dirname(folder) === folder) throw new Error(`${import.meta.dirname} is not in a workspace`);
    folder = dirname(folder);
  }
  return folder;
}
