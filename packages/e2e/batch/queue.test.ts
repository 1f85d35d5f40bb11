import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { withDatabase } from "@org/example-batch/database.ts";
import { saveLimits, takeTurn } from "@org/example-batch/limits.ts";
import { parseRunOptions } from "@org/example-batch/options.ts";
import { errorBody } from "@org/test-server/fault-server/bodies.ts";
import { describe, expect, inject, test } from "vitest";
import { readPrompt } from "./support/files.ts";
import { queryDatabase } from "./support/query-database.ts";
import { startPostgres } from "./support/postgres.ts";
import { cost, respond, setUpFixture, summarize } from "./support/fixture.ts";

const url = inject("databaseURL");
const fixture = setUpFixture(() => ({ DATABASE_URL: url }));
const { folder, run, write, read } = fixture;

describe("node run.ts, with a Postgres server", () => {
  test("stores what Postgres cannot: NUL, half of a surrogate pair, the order of keys", async () => {
    const text = "nul \0 and \ud800";
    const request = `{"messages":[{"role":"user","content":${JSON.stringify(text)}}],"model":"test/model-1","a":1}`;
    writeFileSync(join(folder, "unicode.jsonl"), request);
    expect(await run(["unicode.jsonl"]).exitCode).toBe(0);
    expect(fixture.server.requests[0]?.body.toString()).toBe(request);
    expect(read("unicode.results.jsonl").map(summarize)).toEqual([[1, `Answer to ${text}`]]);
  });

  test("puts a permanent error in its place and in the dead-letter queue, and tries it again when asked", async () => {
    write("failed.jsonl", ["good", "bad", "worse"]);
    fixture.server.on((exchange) => {
      const prompt = readPrompt(exchange);
      if (prompt === "bad") return exchange.sendJSON(400, errorBody(400, "Bad \0 prompt"), { "cf-ray": "ray-7" });
      return prompt === "worse" ? exchange.send(503, "") : respond(exchange);
    });
    const program = run(["failed.jsonl", "--max-retries", "0"]);
    expect(await program.exitCode).toBe(0);
    expect(program.stdout).toContain("1 results and 2 errors in failed.results.jsonl");
    const badError = {
      name: "ChatCompletionError",
      code: "http_400",
      message: "400: Bad  prompt",
      requestId: "ray-7",
    };
    const worseError = { name: "OpenRouterDefaultError", code: "http_503", requestId: null };
    expect(read("failed.results.jsonl")).toMatchObject([
      { line: 1, cost },
      { line: 2, error: badError },
      { line: 3, error: worseError },
    ]);
    const letters = await queryDatabase("SELECT source_output FROM pgboss.job WHERE name = $1 ORDER BY 1", [
      "failed/failed",
    ]);
    expect(letters).toMatchObject([{ source_output: badError }, { source_output: worseError }]);
    fixture.server.on(respond);
    const again = run(["failed.jsonl", "--retry-failed"]);
    expect(await again.exitCode).toBe(0);
    expect(again.stdout).toContain("Trying 2 failed prompts again.");
    expect(read("failed.results.jsonl").map(summarize)).toEqual([
      [1, "Answer to good"],
      [2, "Answer to bad"],
      [3, "Answer to worse"],
    ]);
  });

  test("retries after the time that the service asks for", async () => {
    write("delayed.jsonl", ["one"]);
    fixture.server.on((exchange) => exchange.sendJSON(429, errorBody(429, "Slow down"), { "retry-after": "3600" }));
    const program = run(["delayed.jsonl"]);
    await program.waitFor("stdout", "0 of 1 done, 0 failed, 0 in flight, 1 queued");
    program.kill("SIGINT");
    expect(await program.exitCode).toBe(130);
    expect(fixture.server.requests).toHaveLength(1);
    const [job] = await queryDatabase<{ delay: number; state: string }>(
      "SELECT extract(epoch FROM start_after - started_on)::float8 AS delay, state FROM pgboss.job WHERE name = $1",
      ["delayed"],
    );
    expect(job?.state).toBe("retry");
    // From the start of the call, so that it is never less.
    expect(job?.delay).toBeGreaterThanOrEqual(3_600);
  });

  test("reports a prompt whose worker died at the last attempt as an error", async () => {
    write("lost.jsonl", ["one"]);
    fixture.server.on((exchange) => exchange.stall());
    const program = run(["lost.jsonl", "--max-retries", "0"]);
    await expect.poll(() => fixture.server.requests.length).toBe(1);
    program.kill("SIGKILL");
    await program.exitCode;
    // As if the worker had been silent for an hour.
    const age = "UPDATE pgboss.job SET heartbeat_on = heartbeat_on - interval '1 hour' WHERE name = 'lost'";
    await queryDatabase(age);
    expect(await run(["lost.jsonl"]).exitCode).toBe(0);
    expect(read("lost.results.jsonl")).toEqual([
      {
        line: 1,
        error: { name: "WorkerError", code: "worker_lost", message: "job heartbeat timeout", requestId: null },
      },
    ]);
    expect(fixture.server.requests).toHaveLength(1);
  });

  test("reports that the database is lost", async () => {
    write("database.jsonl", ["one"]);
    const postgres = await startPostgres();
    const stopped = Promise.withResolvers<void>();
    fixture.server.on(async (exchange) => {
      await stopped.promise;
      return respond(exchange);
    });
    const program = run(["database.jsonl"], { DATABASE_URL: postgres.url });
    await expect.poll(() => fixture.server.requests.length).toBe(1);
    await postgres[Symbol.asyncDispose]();
    stopped.resolve();
    expect(await program.exitCode).toBe(2);
    expect(program.stderr).toMatch(/^Error: The database is lost: .*\. Its jobs go back to the queue\.$/m);
  });

  test("retries a temporary error", async () => {
    write("temporary.jsonl", ["one"]);
    fixture.server.script([(exchange) => exchange.send(502, ""), (exchange) => exchange.reset(), respond]);
    expect(await run(["temporary.jsonl", "--retry-delay", "1"]).exitCode).toBe(0);
    expect(read("temporary.results.jsonl").map(summarize)).toEqual([[1, "Answer to one"]]);
  });

  test.each([
    [401, "No such key"],
    [402, "No credit"],
  ])("stops when the service responds with %i to all calls, and fails no prompt", async (status, message) => {
    write("refused.jsonl", ["one", "two", "three"]);
    fixture.server.on((exchange) => exchange.sendJSON(status, errorBody(status, message)));
    const program = run(["refused.jsonl", "--concurrency", "1", "--max-retries", "0"]);
    expect(await program.exitCode).toBe(1);
    expect(program.stderr).toMatch(/^The service refuses all calls: 40[12]: No .*\n3 prompts stay queued\.\n$/);
    expect(read("refused.results.jsonl")).toEqual([]);
  });

  test("finishes the calls in flight when it is interrupted", async () => {
    const prompts = Array.from({ length: 6 }, (_, index) => `prompt ${index}`);
    write("interrupted.jsonl", prompts);
    const released = Promise.withResolvers<void>();
    fixture.server.on(async (exchange) => {
      await released.promise;
      return respond(exchange);
    });
    const program = run(["interrupted.jsonl", "--concurrency", "2"]);
    await expect.poll(() => fixture.server.requests.length).toBe(2);
    program.kill("SIGINT");
    await program.waitFor("stderr", "Finishing the calls in flight.");
    released.resolve();
    expect(await program.exitCode).toBe(130);
    expect(program.stderr).toContain("Run the same command again to continue.\n4 prompts stay queued.");
    expect([fixture.server.requests.length, read("interrupted.results.jsonl").length]).toEqual([2, 2]);
    expect(await run(["interrupted.jsonl"]).exitCode).toBe(0);
    expect(fixture.server.requests.map(readPrompt).toSorted()).toEqual(prompts);
  });

  test("returns the calls in flight to the queue when it is interrupted twice", async () => {
    write("twice.jsonl", ["one", "two"]);
    fixture.server.on((exchange) => exchange.stall());
    const program = run(["twice.jsonl", "--max-retries", "0"]);
    await expect.poll(() => fixture.server.requests.length).toBe(2);
    program.kill("SIGINT");
    await program.waitFor("stderr", "Press Ctrl-C again");
    program.kill("SIGINT");
    expect(await program.exitCode).toBe(130);
    expect(program.stderr).toContain("2 prompts stay queued.");
    fixture.server.on(respond);
    expect(await run(["twice.jsonl"]).exitCode).toBe(0);
    expect(read("twice.results.jsonl")).toMatchObject([{ cost }, { cost }]);
  });
});

test("only one of the workers that ask together gets a turn", async () => {
  const waits = await withDatabase(
    async (database) => {
      await saveLimits(database, "turns", parseRunOptions(["--max-rate", "0.001"])); // a call in 1,000 seconds
      return Promise.all(Array.from({ length: 30 }, () => takeTurn(database, "turns")));
    },
    { DATABASE_URL: url },
  );
  expect(waits.filter((waitMs) => waitMs === 0)).toEqual([0]);
});
