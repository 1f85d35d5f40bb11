import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CommandError } from "@org/example-batch/command.ts";
import { withDatabase } from "@org/example-batch/database.ts";
import { parseRunOptions } from "@org/example-batch/options.ts";
import { completion } from "@org/test-server/fault-server/bodies.ts";
import { describe, expect, test } from "vitest";
import { createRequest, readPrompt, type ResultLine } from "./support/files.ts";
import { cost, respond, setUpFixture, summarize } from "./support/fixture.ts";
import { startProgram } from "./support/program.ts";

const fixture = setUpFixture(() => ({ BATCH_FOLDER: "database" }));
const { folder, run, write, read } = fixture;

describe("node run.ts, with an embedded database", () => {
  test("writes the results in the order of the prompts, with their costs", async () => {
    write("order.jsonl", ["one", "two", "three", "one"]);
    // The later prompts are done first.
    fixture.server.on(async (exchange) => {
      const prompt = readPrompt(exchange);
      if (prompt !== "three") {
        await expect.poll(() => fixture.server.requests.some((request) => readPrompt(request) === "three")).toBe(true);
      }
      return respond(exchange);
    });
    const program = run(["order.jsonl", "out.jsonl"]);
    expect([await program.exitCode, program.stderr]).toEqual([0, ""]);
    expect(read("out.jsonl").map(summarize)).toEqual([
      [1, "Answer to one"],
      [2, "Answer to two"],
      [3, "Answer to three"],
      [4, "Answer to one"],
    ]);
    const { id, model, usage } = completion() as unknown as ResultLine;
    expect(read("out.jsonl")[0]).toMatchObject({ id, model, usage, cost });
    expect(program.stdout).toBe("order: 4 prompts, 4 of them new.\n4 results and 0 errors in out.jsonl; $0.0002.\n");
  });

  test("makes no call for a prompt that is already in the batch", async () => {
    write("again.jsonl", ["one", "two"]);
    expect(await run(["again.jsonl"]).exitCode).toBe(0);
    expect(await run(["again.jsonl"]).exitCode).toBe(0);
    expect(fixture.server.requests).toHaveLength(2);
    const { messages, model } = createRequest("two") as { messages: unknown; model: string };
    const lines = [{ messages, model }, createRequest("three"), createRequest("one")];
    writeFileSync(join(folder, "again.jsonl"), `\uFEFF${lines.map((line) => JSON.stringify(line)).join("\r\n\r\n")}`);
    const program = run(["again.jsonl"]);
    expect(await program.exitCode).toBe(0);
    expect(program.stdout).toContain("again: 3 prompts, 1 of them new.");
    expect(fixture.server.requests.map(readPrompt).toSorted()).toEqual(["one", "three", "two"]);
    expect(read("again.results.jsonl").map(summarize)).toEqual([
      [1, "Answer to two"],
      [3, "Answer to three"],
      [5, "Answer to one"],
    ]);
  });

  test("begins no call when the budget is used up, and continues with a larger one", async () => {
    const prompts = ["one", "two", "three", "four", "five"];
    write("budget.jsonl", prompts);
    const program = run(["budget.jsonl", "--concurrency", "1", "--max-cost", String(2 * cost)]);
    expect(await program.exitCode).toBe(3);
    expect(program.stderr).toBe("The budget is used up: $0.0001 of $0.0001.\n3 prompts stay queued.\n");
    expect([fixture.server.requests.length, read("budget.results.jsonl").length]).toEqual([2, 2]);
    const again = run(["budget.jsonl", "--max-cost", "1"]);
    expect(await again.exitCode).toBe(0);
    expect(again.stdout).toContain("5 results and 0 errors in budget.results.jsonl; $0.00025 of $1.");
    expect(fixture.server.requests.map(readPrompt).toSorted()).toEqual(prompts.toSorted());
  });

  test("repeats only the calls in flight after it was killed", async () => {
    const prompts = Array.from({ length: 12 }, (_, index) => `prompt ${index}`);
    write("killed.jsonl", prompts);
    fixture.server.on((exchange) => (exchange.index < 5 ? respond(exchange) : exchange.stall()));
    const program = run(["killed.jsonl", "--concurrency", "3"]);
    await expect.poll(() => fixture.server.requests.length).toBe(8);
    program.kill("SIGKILL");
    expect(await program.exitCode).toBe(null);
    const inFlight = fixture.server.requests.slice(5).map(readPrompt);
    fixture.server.on(respond);
    const again = run(["killed.jsonl"]);
    expect(await again.exitCode).toBe(0);
    expect(again.stdout).toContain("12 prompts, 0 of them new");
    expect(read("killed.results.jsonl").map(summarize)).toEqual(
      prompts.map((prompt, index) => [index + 1, `Answer to ${prompt}`]),
    );
    expect(fixture.server.requests.map(readPrompt).toSorted()).toEqual([...prompts, ...inFlight].toSorted());
  });
});

describe("a command that cannot work", () => {
  test("reports invalid lines, and queues nothing", async () => {
    const lines = [
      JSON.stringify(createRequest("one")),
      "{oops",
      '"text"',
      '{"messages":[]}',
      `{"stream":true,"messages":[{}]}`,
      '{"prompt":"one"}',
      "[]",
    ];
    writeFileSync(join(folder, "invalid.jsonl"), lines.join("\n"));
    const program = run(["invalid.jsonl"]);
    expect(await program.exitCode).toBe(2);
    expect(program.stderr.split("\n")).toEqual([
      "Error: Nothing was queued, because of invalid lines.",
      expect.stringMatching(/^invalid\.jsonl:2: .*JSON/),
      expect.stringMatching(/^invalid\.jsonl:3: Expected a request, such as \{/),
      "invalid.jsonl:4: messages must be an array with a message",
      "invalid.jsonl:5: stream must not be set: the result is stored when it is complete",
      expect.stringMatching(/^invalid\.jsonl:6: Expected a request, such as \{/),
      "… and 1 more",
      "",
    ]);
    expect([program.stdout, fixture.server.requests.length]).toEqual(["", 0]);
  });

  const unreachable = "postgres://user:secret@127.0.0.1:9/x";
  test.each([
    ["a file that is missing", ["missing.jsonl"], {}, "Cannot read the prompts in missing.jsonl (ENOENT)"],
    ["a file without prompts", ["empty.jsonl"], {}, "empty.jsonl has no prompts"],
    ["no API key", ["one.jsonl"], { OPENROUTER_API_KEY: "" }, "Set OPENROUTER_API_KEY to your API key."],
    [
      "a database that cannot be reached",
      ["one.jsonl"],
      { DATABASE_URL: unreachable },
      "Cannot use the database at DATABASE_URL: connect ECONNREFUSED 127.0.0.1:9",
    ],
  ])("reports %s", async (_, args, env, message) => {
    write("one.jsonl", ["one"]);
    writeFileSync(join(folder, "empty.jsonl"), "\n\n");
    const program = run(args, env);
    expect(await program.exitCode).toBe(2);
    expect([program.stdout, program.stderr]).toEqual(["", `Error: ${message}\n`]);
  });

  test.each([
    ["an unknown option", ["--budget", "1"], "Unknown option '--budget'"],
    ["a third file", ["one.jsonl", "b", "c"], 'Unexpected argument "c"'],
    ["a limit that is not a number", ["--max-cost", "$5"], '--max-cost must be a number of at least 0, got "$5"'],
    ["half of a retry", ["--max-retries", "0.5"], '--max-retries must be an integer, got "0.5"'],
    ["a name that no queue can have", ["--name", "a b"], 'Set --name, got "a b"'],
  ])("rejects %s", (_, args, message) => {
    expect(() => parseRunOptions(args)).toThrow(CommandError);
    expect(() => parseRunOptions(args)).toThrow(message);
  });

  test("reports that another process uses the embedded database", async () => {
    write("one.jsonl", ["one"]);
    const program = await withDatabase(
      async () => {
        const second = run(["one.jsonl"]);
        expect(await second.exitCode).toBe(2);
        return second;
      },
      { BATCH_FOLDER: join(folder, "database") },
    );
    expect(program.stderr).toMatch(/^Error: The process \d+ uses database\. To run several, set DATABASE_URL/);
  });

  test.each([
    ["no batch", [], {}, "Which batch? Run: node worker.ts NAME"],
    ["no database", ["prompts"], {}, "Set DATABASE_URL to the Postgres server of the batch."],
    ["no API key", ["prompts"], { OPENROUTER_API_KEY: "" }, "Set OPENROUTER_API_KEY to your API key."],
  ])("reports that a worker has %s", async (_, args, env, message) => {
    const program = startProgram("worker", args, {
      cwd: folder,
      env: { OPENROUTER_API_KEY: "sk-or-v1-batch", ...env },
    });
    expect([await program.exitCode, program.stderr]).toEqual([2, `Error: ${message}\n`]);
  });
});
