import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { faultServer } from "@org/test-server/fault-server/server.ts";
import { startLiteLLM } from "./litellm.ts";
import { startNginx } from "./nginx.ts";
import { NotInstalledError, type StartServer, type Suite } from "./gateway.ts";
import type { Case, Target } from "./target.ts";

// run.ts [NAME…]: the scenario through these servers, or through all. Fails when a case fails, or when none ran.

const servers: Readonly<Record<string, StartServer>> = { litellm: startLiteLLM, nginx: startNginx };
const caseLimitMs = 60_000;

interface Row {
  readonly server: string;
  readonly title: string;
  readonly isOk: boolean;
  readonly detail: string;
}

const rejections: unknown[] = [];
process.on("unhandledRejection", (reason) => rejections.push(reason));
// The servers end with this process: see startChildServer.
for (const [signal, exitCode] of Object.entries({ SIGINT: 130, SIGTERM: 143 })) {
  process.once(signal, () => process.exit(exitCode));
}

const given = process.argv.slice(2);
const unknown = given.filter((name) => !(name in servers));
if (unknown.length > 0) throw new Error(`Unknown: ${unknown.join(", ")}. Expected ${Object.keys(servers).join(", ")}`);

const rows: Row[] = [];
const missing: string[] = [];
for (const name of given.length > 0 ? given : Object.keys(servers)) rows.push(...(await runServer(name)));
printTable(rows);
for (const line of missing) console.log(line);
const failed = rows.filter(({ isOk }) => !isOk).length;
console.log(`${rows.length - failed} passed, ${failed} failed`);
if (failed > 0 || rows.length === 0) process.exitCode = 1;

async function runServer(name: string): Promise<Row[]> {
  const start = servers[name];
  if (!start) return [];
  const folder = mkdtempSync(join(tmpdir(), "servers-"));
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true });
  process.once("exit", removeFolder);
  const upstream = await faultServer();
  const found: Row[] = [];
  try {
    await using server = await start(upstream, folder);
    console.log(`${name} ${server.version}`);
    for (const suite of server.suites) found.push(...(await runSuite(suite)));
    if (found.some(({ isOk }) => !isOk)) console.log(server.log.trim().split("\n").slice(-30).join("\n"));
  } catch (error) {
    if (error instanceof NotInstalledError) missing.push(`${name}: not installed: ${error.message}`);
    else found.push({ server: name, title: "start", isOk: false, detail: String(error) });
  } finally {
    await upstream.close();
    removeFolder();
    process.off("exit", removeFolder);
  }
  return found;
}

async function runSuite({ name, target, cases }: Suite): Promise<Row[]> {
  const found: Row[] = [];
  for (const [title, check] of Object.entries(cases)) {
    const row = { server: name, title, ...(await runCase(check, target)) };
    console.log(`${row.isOk ? "ok  " : "FAIL"} ${name}: ${title}${row.isOk ? "" : `: ${row.detail}`}`);
    found.push(row);
  }
  return found;
}

async function runCase(check: Case, target: Target): Promise<Pick<Row, "isOk" | "detail">> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Did not end within ${caseLimitMs} ms`)), caseLimitMs);
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
    ["Server", "Scenario", "Outcome"],
    ...table.map(({ server, title, isOk, detail }) => [server, title, `${isOk ? "ok" : "FAIL"}: ${detail}`]),
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
