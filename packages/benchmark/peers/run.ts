import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Verdict } from "./case.ts";
import { failing, peers } from "./expectations.ts";
import { reviewVerdicts, type CaseResult, type Verdicts } from "./review-verdicts.ts";

// Runs each case against the SDK and its peers. The SDK must pass, and the peers must fail as expectations.ts says.
const run = promisify(execFile);
const here = fileURLToPath(new URL(".", import.meta.url));
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
const clients = ["ours", ...peers];

async function main(): Promise<void> {
  await run("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: here });
  // The adapters can be type-checked only now that the peers are installed.
  await run(process.execPath, [tsc, "-p", here]).catch((error: { stdout: string }) => {
    throw new Error(`The adapters do not compile:\n${error.stdout}`);
  });

  const results = await Promise.all(clients.map(async (name) => [name, await runCases(name)] as const));
  const verdicts: Verdicts = Object.fromEntries(results);
  printTable(verdicts);
  const problems = reviewVerdicts(verdicts, failing);
  for (const problem of problems) console.log(`✗ ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
  else
    console.log(`All ${Object.keys(failing).length} cases: ours passes, and the peers fail as expectations.ts says.`);
}

async function runCases(name: string): Promise<Record<string, Verdict>> {
  const verdicts: Record<string, Verdict> = {};
  // Its output does not belong in the table. A crash is visible on stderr and by missing verdicts.
  const child = fork(join(here, "comparison.ts"), [name], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  child.on("message", ({ title, verdict }: CaseResult) => (verdicts[title] = verdict));
  await once(child, "close");
  return verdicts;
}

function printTable(verdicts: Verdicts): void {
  const titles = Object.keys(failing);
  const width = Math.max(...titles.map((title) => title.length)) + 2;
  const formatRow = (first: string, cells: readonly string[]): string =>
    [first.padEnd(width), ...cells.map((text) => text.padEnd(16))].join("").trimEnd();

  console.log(formatRow("", clients));
  for (const title of titles) {
    const cells = clients.map((name) => formatCell(verdicts[name]?.[title]));
    console.log(formatRow(title, cells));
  }
  for (const name of peers) {
    console.log(`\n${name}`);
    for (const title of titles) {
      const verdict = verdicts[name]?.[title];
      if (typeof verdict === "object") console.log(`  ${title}: ${verdict.failure}`);
    }
  }
  console.log();
}

function formatCell(verdict: Verdict | undefined): string {
  return typeof verdict === "object" ? "fail" : (verdict ?? "-");
}

await main();
