import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPrompts } from "@org/example-batch/prompts.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { expect, inject, onTestFinished, test } from "vitest";
import { readPrompt, readResults, type ResultLine, writePrompts } from "./support/files.ts";
import { createPlans, type Plan, respondAsPlanned } from "./support/planned-server.ts";
import { queryDatabase } from "./support/query-database.ts";
import { type Program, startProgram } from "./support/program.ts";

const count = 2_000;
const concurrency = 48;
const heldCount = 10;

const url = inject("databaseURL");

interface Letter {
  readonly sourceId: string;
  readonly error: ResultLine["error"];
}

test("two workers complete 2,000 prompts, although a third of the calls fail and a worker is killed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "batch-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await using server = await startFaultServer();
  const plans = createPlans(count);
  const prompts = plans.map(({ name }, index) => `${index}: ${name}`);
  writePrompts(join(folder, "prompts.jsonl"), prompts);

  const requests = plans.map(() => [] as string[]); // the keys of the workers that sent them
  const served = plans.map(() => 0);
  let heldRequests = 0;
  let isKilled = false;
  server.on((exchange) => {
    const index = parseInt(readPrompt(exchange), 10);
    const key = exchange.headers["authorization"]?.replace("Bearer ", "") ?? "";
    requests[index]?.push(key);
    // Some calls of the second worker are in flight for certain when it is killed.
    if (key === "worker-2" && !isKilled && server.requests.length > count / 2) {
      heldRequests += 1;
      return exchange.stall();
    }
    const before = served[index] ?? 0;
    served[index] = before + 1;
    return respondAsPlanned(plans[index] as Plan, before, exchange);
  });
  const start = (program: "run" | "worker", key: string, args: readonly string[]): Program => {
    const env = { OPENROUTER_API_KEY: key, OPENROUTER_BASE_URL: server.url, DATABASE_URL: url };
    return startProgram(program, [...args, "--concurrency", String(concurrency), "--timeout", "20"], {
      cwd: folder,
      env,
    });
  };

  const first = start("run", "worker-1", ["prompts.jsonl", "--retry-delay", "1", "--heartbeat", "30"]);
  await first.waitFor("stdout", `prompts: ${count} prompts, ${count} of them new.`);
  const second = start("worker", "worker-2", ["prompts"]);
  await expect.poll(() => heldRequests).toBeGreaterThanOrEqual(heldCount);
  second.kill("SIGKILL");
  await second.exitCode;
  isKilled = true;
  const lastOfKilled = requests.flatMap((keys, index) => (keys.at(-1) === "worker-2" ? [index] : []));
  const active = await readActiveLines(join(folder, "prompts.jsonl"));
  const inFlight = new Set(lastOfKilled.filter((index) => active.has(index + 1)));
  const third = start("worker", "worker-3", ["prompts"]);

  expect([await first.exitCode, first.stderr]).toEqual([0, ""]);
  expect([await third.exitCode, third.stderr]).toEqual([0, ""]);

  // Each result is there once, in order.
  const results = readResults(join(folder, "prompts.results.jsonl"));
  expect(results.map(({ line }) => line)).toEqual(prompts.map((_, index) => index + 1));
  const wrong = results.filter(({ error }, index) => {
    const { outcome, error: expectedError } = plans[index] as Plan;
    return outcome === "failed" ? getLabel(error) !== expectedError : error !== undefined;
  });
  expect(wrong).toEqual([]);
  const isFailed = (index: number): boolean => plans[index]?.outcome === "failed";
  const completed = results.filter((_, index) => !isFailed(index));
  expect(completed.filter(({ choices, cost }) => choices?.length !== 1 || cost !== 0.000_05)).toEqual([]);

  // Calls are repeated only for jobs of the killed worker, and once.
  const repeats = requests.map((keys, index) => keys.length - getExpectedRequests(plans[index] as Plan));
  const repeated = repeats.flatMap((times, index) => (times === 0 ? [] : [[index, times] as const]));
  expect(repeated.filter(([index, times]) => times !== 1 || !inFlight.has(index))).toEqual([]);
  expect(repeated.length).toBeGreaterThanOrEqual(heldCount);
  expect(repeated.length).toBeLessThanOrEqual(concurrency);
  const failing = requests.map((keys, index) => Math.min(keys.length, plans[index]?.failures ?? 0));
  expect(failing.reduce((sum, each) => sum + each)).toBeGreaterThan(server.requests.length / 3);

  const [costs] = await queryDatabase<{ spent: string }>("SELECT spent FROM prompt_batch WHERE name = 'prompts'");
  expect(Number(costs?.spent)).toBe(Number((completed.length * 0.000_05).toFixed(8)));

  // Permanent errors are dead letters, with their words.
  const letters = await queryDatabase<Letter>(
    `SELECT source_id AS "sourceId", source_output AS error FROM pgboss.job WHERE name = 'prompts/failed'`,
  );
  const failures = results.flatMap(({ error }) => (error ? [JSON.stringify(error)] : []));
  expect(failures.length).toBeGreaterThan(100);
  expect(letters.map(({ error }) => JSON.stringify(error)).toSorted()).toEqual(failures.toSorted());
  expect(new Set(letters.map(({ sourceId }) => sourceId)).size).toBe(failures.length);
  expect(results.find((_, index) => plans[index]?.name === "403 with an id")?.error).toEqual({
    name: "ChatCompletionError",
    code: "http_403",
    message: "403: Flagged",
    requestId: "ray-403",
  });
});

/** How many requests a prompt takes without a killed worker. */
function getExpectedRequests({ outcome, failures }: Plan): number {
  return outcome === "retried" ? failures + 1 : 1;
}

function getLabel(error: ResultLine["error"]): string {
  return `${error?.name} ${error?.code === "invalid_response" ? "2xx" : error?.code.replace("http_", "")}`;
}

/** Returns the line numbers of the prompts that workers have taken. */
async function readActiveLines(file: string): Promise<Set<number>> {
  const rows = await queryDatabase<{ id: string }>(
    "SELECT id FROM pgboss.job WHERE name = 'prompts' AND state = 'active'",
  );
  const ids = new Set(rows.map(({ id }) => id));
  return new Set((await readPrompts(file)).flatMap(({ id, line }) => (ids.has(id) ? [line] : [])));
}
