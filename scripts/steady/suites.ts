import { join } from "node:path";
import { repositoryRoot } from "../lib/paths.ts";

/** One run of vitest: a package, or one project or configuration of it. */
export interface Suite {
  readonly name: string;
  readonly folder: string;
  /** Arguments of `vitest run` that select the suite. */
  readonly args: readonly string[];
}

const packageFolder = (name: string): string => join(repositoryRoot, "packages", name);
const e2e = packageFolder("e2e");

export const allSuites: readonly Suite[] = [
  { name: "sdk", folder: packageFolder("sdk"), args: [] },
  { name: "scripts", folder: join(repositoryRoot, "scripts"), args: [] },
  // Separate, because vitest's JSON report does not name the project of a test.
  { name: "e2e", folder: e2e, args: ["--project", "e2e"] },
  { name: "e2e:node-fetch", folder: e2e, args: ["--project", "node-fetch"] },
  { name: "e2e:undici-7", folder: e2e, args: ["--project", "undici-7"] },
  ...["test-server", "packaging", "docs-tests", "fuzz", "benchmark", "release"].map((name) => ({
    name,
    folder: packageFolder(name),
    args: [],
  })),
  ...(process.env["RECORDED_DIR"]
    ? [{ name: "e2e:recorded", folder: e2e, args: ["--config", "recorded/vitest.config.ts"] }]
    : []),
];
