/** Returns the path of the site on its host, with a slash at both ends: `/` or `/project/`. */
export function normalizeBasePath(path: string): string {
  const inner = path.replaceAll(/^\/+|\/+$/g, "");
  return inner === "" ? "/" : `/${inner}/`;
}
