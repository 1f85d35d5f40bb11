import { join } from "node:path";
import { repositoryRoot } from "../lib/paths.ts";

/** One run of vitest: a package, or one project or configuration of it. */
export interface Suite {
  readonly name: string;
  readonly folder: string;
  /** Arguments of `vitest run` that select the suite. */
  readonly args: readonly string[];
}

const sdk = join(repositoryRoot, "packages/sdk");
const e2e = join(repositoryRoot, "packages/e2e");

export const allSuites: readonly Suite[] = [
  { name: "sdk", folder: sdk, args: [] },
  { name: "scripts", folder: join(repositoryRoot, "scripts"), args: [] },
  // Separate, because vitest's JSON report does not name the project of a test.
  { name: "e2e", folder: e2e, args: ["--project", "e2e"] },
  { name: "e2e:node-fetch", folder: e2e, args: ["--project", "node-fetch"] },
  ...(process.env["RECORDED_DIR"]
    ? [{ name: "e2e:recorded", folder: e2e, args: ["--config", "recorded/vitest.config.ts"] }]
    : []),
];
