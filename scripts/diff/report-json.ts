import { bumpOfAll, type Report } from "./report.ts";

/** For programs: `{ base, spec, bump, changes }`. */
export function reportJSON({ base, spec, changes }: Report): string {
  return `${JSON.stringify({ base, spec, bump: bumpOfAll(changes), changes }, null, 2)}\n`;
}
