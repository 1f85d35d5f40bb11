import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Verdict } from "./case.ts";
import { failing, peers } from "./expectations.ts";
import { review, type Result, type Verdicts } from "./review-verdicts.ts";

// What other clients get wrong, ours gets right: each case is run against all of them, in the same way.
const run = promisify(execFile);
const here = fileURLToPath(new URL(".", import.meta.url));
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
const contestants = ["ours", ...peers];

async function main(): Promise<void> {
  await run("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: here });
  // Here and not with the rest of the code: the peers' types are there only now.
  await run(process.execPath, [tsc, "-p", here]).catch((error: { stdout: string }) => {
    throw new Error(`The adapters do not compile:\n${error.stdout}`);
  });

  const results = await Promise.all(contestants.map(async (name) => [name, await contest(name)] as const));
  const verdicts: Verdicts = Object.fromEntries(results);
  print(verdicts);
  const complaints = review(verdicts, failing);
  for (const complaint of complaints) console.log(`✗ ${complaint}`);
  if (complaints.length > 0) process.exitCode = 1;
  else
    console.log(`All ${Object.keys(failing).length} cases: ours is right, and the peers fail as expectations.ts says.`);
}

async function contest(name: string): Promise<Record<string, Verdict>> {
  const verdicts: Record<string, Verdict> = {};
  // What it prints is no part of the table. A breakdown shows on stderr, and as verdicts that are missing.
  const child = fork(join(here, "comparison.ts"), [name], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  child.on("message", ({ title, verdict }: Result) => (verdicts[title] = verdict));
  await once(child, "close");
  return verdicts;
}

function print(verdicts: Verdicts): void {
  const titles = Object.keys(failing);
  const width = Math.max(...titles.map((title) => title.length)) + 2;
  const row = (first: string, cells: readonly string[]): string =>
    [first.padEnd(width), ...cells.map((text) => text.padEnd(16))].join("").trimEnd();

  console.log(row("", contestants));
  for (const title of titles) {
    const cells = contestants.map((name) => cell(verdicts[name]?.[title]));
    console.log(row(title, cells));
  }
  for (const name of peers) {
    console.log(`\n${name}`);
    for (const title of titles) {
      const verdict = verdicts[name]?.[title];
      if (typeof verdict === "object") console.log(`  ${title}: ${verdict.wrong}`);
    }
  }
  console.log();
}

function cell(verdict: Verdict | undefined): string {
  return typeof verdict === "object" ? "wrong" : (verdict ?? "-");
}

await main();
