import type { Bump } from "../diff/policy.ts";

/** The smallest version that is a step of this size after `version`; `undefined` if that has not three numbers. */
export function nextVersion(version: string, bump: Bump | "none"): string | undefined {
  if (!/^\d+\.\d+\.\d+$/.test(version)) return undefined;
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  if (bump === "major") return `${major + 1}.0.0`;
  if (bump === "minor") return `${major}.${minor + 1}.0`;
  return bump === "patch" ? `${major}.${minor}.${patch + 1}` : version;
}

export function isBefore(version: string, other: string): boolean {
  return version.localeCompare(other, "en", { numeric: true }) < 0;
}
