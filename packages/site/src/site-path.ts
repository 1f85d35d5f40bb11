import { normalizeBasePath } from "../content/base-path.ts";

/** Returns the path of a page or a file on its host. The given path begins with a slash. */
export function sitePath(path: string): string {
  return normalizeBasePath(import.meta.env.BASE_URL) + path.slice(1);
}
