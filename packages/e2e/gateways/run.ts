import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { NotInstalledError, type StartGateway, type Suite } from "./gateway.ts";
import { startLiteLLM } from "./litellm.ts";
import { startNginx } from "./nginx.ts";
import type { Case, Target } from "./target.ts";

// Usage: node run.ts [NAME…]. Runs the cases of these gateways, or of all. Fails when a case fails, or when none ran.

const gateways: Readonly<Record<string, StartGateway>> = { litellm: startLiteLLM, nginx: startNginx };
const caseLimitMs = 60_000;

interface Row {
  readonly suite: string;
  readonly title: string;
  readonly isOk: boolean;
  readonly detail: string;
}

const rejections: unknown[] = [];
process.on("unhandledRejection", (reason) => rejections.push(reason));
// startChildServer kills the gateways when this process exits.
for (const [signal, exitCode] of Object.entries({ SIGINT: 130, SIGTERM: 143 })) {
  process.once(signal, () => process.exit(exitCode));
}

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in gateways));
if (unknown.length > 0)
  throw new Error(`Unknown gateway ${unknown.join(", ")}. Expected ${Object.keys(gateways).join(", ")}`);

const rows: Row[] = [];
const missing: string[] = [];
for (const name of names.length > 0 ? names : Object.keys(gateways)) rows.push(...(await runGateway(name)));
printTable(rows);
for (const line of missing) console.log(line);
const failed = rows.filter(({ isOk }) => !isOk).length;
console.log(`${rows.length - failed} passed, ${failed} failed`);
if (failed > 0 || rows.length === 0) process.exitCode = 1;

async function runGateway(name: string): Promise<Row[]> {
  const start = gateways[name];
  if (!start) return [];
  const folder = mkdtempSync(join(tmpdir(), "gateways-"));
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true });
  process.once("exit", removeFolder);
  const upstream = await startFaultServer();
  const results: Row[] = [];
  try {
    await using gateway = await start(upstream, folder);
    console.log(`${name} ${gateway.version}`);
    for (const suite of gateway.suites) results.push(...(await runSuite(suite)));
    if (results.some(({ isOk }) => !isOk)) console.log(gateway.log.trim().split("\n").slice(-30).join("\n"));
  } catch (error) {
    if (error instanceof NotInstalledError) missing.push(`${name}: not installed: ${error.message}`);
    else results.push({ suite: name, title: "start", isOk: false, detail: String(error) });
  } finally {
    await upstream.close();
    removeFolder();
    process.off("exit", removeFolder);
  }
  return results;
}

async function runSuite({ name, target, cases }: Suite): Promise<Row[]> {
  const results: Row[] = [];
  for (const [title, check] of Object.entries(cases)) {
    const row = { suite: name, title, ...(await runCase(check, target)) };
    console.log(`${row.isOk ? "ok  " : "FAIL"} ${name}: ${title}${row.isOk ? "" : `: ${row.detail}`}`);
    results.push(row);
  }
  return results;
}

async function runCase(check: Case, target: Target): Promise<Pick<Row, "isOk" | "detail">> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No result within ${caseLimitMs} ms`)), caseLimitMs);
  });
  try {
    const detail = await Promise.race([check(target), limit]);
    const [rejection] = rejections.splice(0);
    if (rejection !== undefined) throw new Error(`Unhandled rejection: ${String(rejection)}`);
    return { isOk: true, detail };
  } catch (error) {
    return { isOk: false, detail: String(error).replaceAll(/\s+/g, " ") };
  } finally {
    clearTimeout(timer);
  }
}

function printTable(table: readonly Row[]): void {
  const cells = [
    ["Gateway", "Case", "Outcome"],
    ...table.map(({ suite, title, isOk, detail }) => [suite, title, `${isOk ? "ok" : "FAIL"}: ${detail}`]),
  ];
  const widths = [0, 1].map((column) => Math.max(...cells.map((row) => (row[column] ?? "").length)));
  console.log();
  for (const row of cells)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  console.log();
}
