import type { Bump } from "../diff/verdicts.ts";

/** Returns the next version for a step; `undefined` if the current one does not consist of three numbers. */
export function getNextVersion(version: string, bump: Bump | "none"): string | undefined {
  if (!/^\d+\.\d+\.\d+$/.test(version)) return undefined;
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  if (bump === "major") return `${major + 1}.0.0`;
  if (bump === "minor") return `${major}.${minor + 1}.0`;
  return bump === "patch" ? `${major}.${minor}.${patch + 1}` : version;
}

export function isOlder(version: string, other: string): boolean {
  return version.localeCompare(other, "en", { numeric: true }) < 0;
}
