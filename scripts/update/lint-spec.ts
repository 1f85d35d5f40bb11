import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { InputError } from "../lib/cli.ts";
import { repositoryRoot } from "../lib/paths.ts";
import { runCommand } from "../lib/run-command.ts";

/**
 * Checks the spec as `pnpm spec:lint` does.
 *
 * @throws {@link InputError} with the findings and their locations
 */
export async function lintSpec(): Promise<void> {
  const manifest = createRequire(join(repositoryRoot, "package.json")).resolve("@redocly/cli/package.json");
  const args = ["lint", "spec/openapi.yaml", "--config", "spec/redocly.yaml", "--format", "codeframe"];
  const { code, stdout, stderr } = await runCommand(process.execPath, [resolve(manifest, "../bin/cli.js"), ...args], {
    cwd: repositoryRoot,
    env: { ...process.env, NO_COLOR: "1" },
  });
  if (code === 0) return;
  const findings = stdout.trim();
  if (findings === "") throw new Error(`Redocly failed: ${stderr}`);
  throw new InputError(`${findings}\n\nNothing was written. Fix the spec, then run pnpm regenerate again.`);
}
