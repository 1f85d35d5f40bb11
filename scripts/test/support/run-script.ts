import { join } from "node:path";
import { repositoryRoot } from "../../lib/paths.ts";
import { runCommand, type CommandResult } from "../../lib/run-command.ts";

/** Runs a command of `scripts/`: `runScript("generate.ts", ["--check"])`. */
export function runScript(script: string, args: readonly string[], cwd?: string): Promise<CommandResult> {
  return runCommand(process.execPath, [join(repositoryRoot, "scripts", script), ...args], { cwd });
}
