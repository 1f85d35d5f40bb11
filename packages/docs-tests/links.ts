import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { blankFences } from "./fences.ts";

/**
 * Returns the relative links of a Markdown file that have no target, each with its line.
 *
 * @param root the root of the repository
 * @param file the path from `root`
 * @param repositoryURL links to the main branch of this repository must have a target in `root`, too
 */
export function findBrokenLinks(root: string, file: string, repositoryURL?: string): string[] {
  const text = blankFences(readFileSync(join(root, file), "utf8"))
    .replaceAll(/<!--[^]*?-->/g, blank)
    .replaceAll(/`[^`\n]*`/g, blank);
  return text.split("\n").flatMap((line, index) =>
    [...line.matchAll(/\[[^\]]*\]\(\s*<?([^)\s>]*)>?[^)]*\)|^\[[^\]]+\]:\s*(\S+)/g)]
      .map(([, inline, reference]) => inline ?? reference ?? "")
      .filter((href) => {
        const path = repositoryURL === undefined ? undefined : getRepositoryPath(href, repositoryURL);
        if (path !== undefined) return !hasTarget(root, "README.md", path);
        return !/^[a-z][a-z+.-]*:/i.test(href) && !hasTarget(root, file, href);
      })
      .map((href) => `${file}:${index + 1}: broken link ${href === "" ? "(empty)" : href}`),
  );
}

/**
 * Returns the path that a link has in the repository, with its anchor. It is empty for a link to a repository with the same
 * name but another owner or branch, and undefined for any other link.
 */
function getRepositoryPath(href: string, repositoryURL: string): string | undefined {
  const [, owner = "", name = ""] = /([^/]+)\/([^/]+)$/.exec(repositoryURL) ?? [];
  const pattern =
    /^https:\/\/(?:github\.com\/(?<repository>[^/]+\/[^/]+)\/(?:blob|tree)|raw\.githubusercontent\.com\/(?<raw>[^/]+\/[^/]+))\/(?<branch>[^/]+)\/(?<path>.*)$/;
  const { repository, raw, branch, path } = pattern.exec(href)?.groups ?? {};
  const linked = repository ?? raw;
  if (linked === undefined || !linked.endsWith(`/${name}`)) return undefined;
  return linked === `${owner}/${name}` && branch === "main" ? path : "";
}

function hasTarget(root: string, file: string, href: string): boolean {
  const [path = "", anchor] = href.split("#");
  if (path === "" && anchor === undefined) return false;
  const target = path === "" ? join(root, file) : join(root, dirname(file), decodeURIComponent(path));
  // A link to a file outside the repository works on one machine only.
  if (!target.startsWith(root) || !existsSync(target)) return false;
  if (anchor === undefined) return true;
  const page = statSync(target).isDirectory() ? join(target, "README.md") : target;
  return existsSync(page) && getAnchors(readFileSync(page, "utf8")).has(anchor);
}

/** Returns the anchors that GitHub gives to headings. The second of two equal headings gets the suffix -1. */
export function getAnchors(markdown: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of blankFences(markdown).matchAll(/^#{1,6}\s+(.*?)\s*#*$/gm)) {
    const text = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll("\\", "");
    const slug = text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, "")
      .replaceAll(" ", "-");
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count++) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, " ");
}
