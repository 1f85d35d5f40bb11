import { spawn } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createTempDir, type TempDir } from "../../lib/temp-dir.ts";
import { repositoryRoot } from "../../lib/paths.ts";
import type { Step } from "../../steps/step-runner.ts";

const command = fileURLToPath(new URL("fixture-command.ts", import.meta.url));

/** Writes a workspace for turbo. The scripts are those of a package `@org/a`. */
async function createWorkspace(scripts: Record<string, string>): Promise<TempDir> {
  const folder = await createTempDir();
  const files = {
    "package.json": { private: true, packageManager: "pnpm@12.21.0", scripts: { lint: "echo linted" } },
    "pnpm-workspace.yaml": { packages: ["a"], pmOnFail: "ignore", verifyDepsBeforeRun: false },
    "turbo.json": { tasks: { build: {}, test: {}, "test:recorded": { dependsOn: ["test"] }, "//#lint": {} } },
    "a/package.json": { name: "@org/a", scripts },
  };
  await mkdir(join(folder.path, "a"));
  // Outside a git repository, turbo would hash its own log files.
  await writeFile(join(folder.path, ".gitignore"), ".turbo/\n");
  for (const [file, content] of Object.entries(files))
    await writeFile(join(folder.path, file), JSON.stringify(content));
  return folder;
}

function start(cwd: string, steps: readonly Step[], bin = join(repositoryRoot, "node_modules/.bin")) {
  const { FORCE_COLOR: _, ...inherited } = process.env;
  const env = { ...inherited, PATH: bin + delimiter + process.env["PATH"] };
  const child = spawn(process.execPath, [command, JSON.stringify(steps)], { cwd, env });
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
  const ended = Promise.all([closed, text(child.stdout)]).then(([code, stdout]) => ({ code, stdout }));
  return { child, ended };
}

/** Writes a command `turbo` that prints the lines. */
async function writeTurbo(folder: string, lines: readonly string[]): Promise<void> {
  const commands = lines.map((line) => `echo '${line}'\n`).join("");
  await writeFile(join(folder, "turbo"), `#!/bin/sh\n${commands}`, { mode: 0o755 });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("prints a line for each step and task, and how long they took", async () => {
  await using folder = await createWorkspace({ test: "echo output", "test:recorded": "echo recorded" });
  const steps: Step[] = [
    { name: "generate", command: ["node", "--eval", "console.log('generated')"], rerun: "pnpm generate" },
    { turbo: ["test", "test:recorded"] },
  ];
  const first = await start(folder.path, steps).ended;
  expect(first.code).toBe(0);
  expect(first.stdout.replace(/Slowest: .*/, "Slowest: …")).toBe(
    `generated
        1.5 s  generate
        1.5 s  @org/a test
        1.5 s  @org/a test:recorded
All passed in 1.5 s: 2 tasks, 0 of them cached. Slowest: …
`,
  );

  const second = await start(folder.path, steps.slice(1)).ended;
  expect(second).toEqual({
    code: 0,
    stdout: `        1.5 s  @org/a test (cached)
        1.5 s  @org/a test:recorded (cached)
All passed in 1.5 s: 2 tasks, 2 of them cached.
`,
  });
  expect(await readdir(join(folder.path, ".turbo/runs"))).toEqual([]);
});

test("shows the output of failed tasks, runs the others, and ends with the commands that repeat the failures", async () => {
  await using folder = await createWorkspace({
    build: "echo first && echo last && echo problem >&2 && exit 3",
    test: "exit 4",
    "test:recorded": "echo not reached",
  });
  const { code, stdout } = await start(folder.path, [
    { turbo: ["build", "test", "test:recorded", "//#lint", "--concurrency=1"] },
    { name: "next", command: ["node", "--eval", "console.log('not reached')"], rerun: "" },
  ]).ended;
  expect([3, 4]).toContain(code);
  const [, output] = /── @org\/a build failed ─+\n\n([^─]*)\n\n─+\n/.exec(stdout) ?? [];
  // The two outputs of a process are two pipes, so their lines have no order among each other.
  const lines = output?.split("\n") ?? [];
  expect(
    lines.filter((line) => line !== "problem" && !line.startsWith("$ ") && !line.startsWith("[ELIFECYCLE] ")),
  ).toEqual(["first", "last"]);
  expect(lines.filter((line) => line === "problem")).toHaveLength(1);
  expect(stdout).toMatch(/── @org\/a test failed ─+\n\n\$ exit 4\n/);
  expect(stdout).toContain("1.5 s  lint\n");
  expect(stdout).not.toMatch(/^linted|^not reached/m);
  expect(stdout).toMatch(
    /\nFailed after 1\.5 s\. .*\nTo run only what failed:\n {2}npx .* --filter @org\/a run build\n {2}npx .* --filter @org\/a run test\n$/,
  );
});

// The two outputs of a task are two pipes, which turbo merges as they arrive.
test.skipIf(process.platform === "win32")("shows the output that arrives after the report of a failure", async () => {
  await using folder = await createTempDir();
  const lines = [
    "@org/a:test: cache miss, executing 0123",
    "@org/a:test: [ELIFECYCLE] Test failed.",
    "@org/a:test: late",
  ];
  await writeTurbo(folder.path, [...lines, "@org/b:test: cache miss, executing 4567", "@org/b:test: passed"]);
  const { stdout } = await start(folder.path, [{ turbo: ["test"] }], folder.path).ended;
  expect(stdout).toMatch(/\[ELIFECYCLE\] Test failed\.\nlate\n\n─+\n\n +1\.5 s {2}@org\/b test\n/);
});

test("asks the tools for output without control codes, unless it goes to a terminal", async () => {
  await using folder = await createTempDir();
  const program = "console.log(process.env.NO_COLOR)";
  const { stdout } = await start(folder.path, [{ name: "print", command: ["node", "--eval", program], rerun: "" }])
    .ended;
  expect(stdout).toMatch(/^1\n/);
});

test("ends with the exit code of a failed command, without the steps after it", async () => {
  await using folder = await createTempDir();
  const { code, stdout } = await start(folder.path, [
    { name: "generate --check", command: ["node", "--eval", "console.log('differs'); process.exit(7)"], rerun: "x" },
    { name: "next", command: ["node", "--eval", "console.log('not reached')"], rerun: "" },
  ]).ended;
  expect({ code, stdout }).toEqual({
    code: 7,
    stdout: `differs
        1.5 s  generate --check failed

Failed after 1.5 s. The output of each failure is above.
To run only what failed:
  x
`,
  });
});

test("shows what turbo reports about its configuration", async () => {
  await using folder = await createWorkspace({});
  await writeFile(join(folder.path, "turbo.json"), JSON.stringify({ tasks: { test: { dependsOn: ["//#lint"] } } }));
  const { code, stdout } = await start(folder.path, [{ turbo: ["no-such-task"] }]).ended;
  expect({ code, stdout }).toEqual({
    code: 1,
    stdout: "\nFailed after 1.5 s. The output of each failure is above.\n",
  });
});

// Turbo exits with 0 when a signal stops it while a task runs.
test.skipIf(process.platform === "win32").for([
  { reason: "has printed a failure", lines: ["@org/a:test: [ELIFECYCLE] Test failed.", " Summary: summary.json"] },
  { reason: "has written no summary", lines: ["stopping"] },
])("does not report success if turbo exits with 0 but $reason", async ({ lines }) => {
  await using folder = await createTempDir();
  await writeTurbo(folder.path, ["@org/a:test: cache miss, executing 0123", ...lines]);
  const summary = { execution: { cached: 0, attempted: 1 }, tasks: [] };
  await writeFile(join(folder.path, "summary.json"), JSON.stringify(summary));
  const { code, stdout } = await start(folder.path, [{ turbo: ["test"] }], folder.path).ended;
  expect(code).toBe(1);
  expect(stdout).toContain("Failed after 1.5 s.");
  expect(stdout).not.toContain("All passed");
});

test.skipIf(process.platform === "win32").for(["SIGINT", "SIGTERM"] as const)(
  "ends what runs after %s, and does not report success",
  async (signal) => {
    await using folder = await createWorkspace({ test: "node wait.js" });
    await writeFile(
      join(folder.path, "a/wait.js"),
      `require("node:fs").writeFileSync("pid", String(process.pid)); setInterval(() => {}, 1_000);`,
    );
    const { child, ended } = start(folder.path, [{ turbo: ["test"] }]);
    const readPid = () => readFile(join(folder.path, "a/pid"), "utf8").then(Number, () => 0);
    await expect.poll(readPid, { timeout: 60_000 }).toBeGreaterThan(0);
    const pid = await readPid();
    child.kill(signal);
    const { code, stdout } = await ended;
    expect(code).toBe(signal === "SIGINT" ? 130 : 143);
    expect(stdout).toContain("Stopped by a signal after 1.5 s.");
    expect(stdout).not.toContain("All passed");
    await expect.poll(() => isRunning(pid), { timeout: 60_000 }).toBe(false);
  },
);
