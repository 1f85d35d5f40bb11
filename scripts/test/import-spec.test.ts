import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "../lib/paths.ts";
import type { CommandResult } from "../lib/run-command.ts";
import { runScript } from "./support/run-script.ts";
import { createTestDir } from "./support/temp-dir.ts";
import { otherDocument } from "./support/unrelated-document.ts";

const ours = join(repositoryRoot, "spec/openapi.yaml");

function run(cwd: string, ...args: string[]): Promise<CommandResult> {
  return runScript("import-spec.ts", args, cwd);
}

test("a large document of another style", async () => {
  const folder = await createTestDir();
  await writeFile(join(folder, "theirs.json"), JSON.stringify(otherDocument()));
  const before = await readFile(ours, "utf8");
  const { code, stdout, stderr } = await run(folder, "theirs.json");

  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(
    /^theirs\.json, POST \/v7\/chat\/completions, compared with spec\/openapi\.yaml, POST \/chat\/completions:\n/,
  );
  const [, lacks = "", contradicts = "", beyond = ""] = stdout.split(/\nOurs (?:lacks|contradicts|has beyond it) .*\n/);
  expect(lacks).toContain("  header x-region: string\n      Where to compute.\n");
  expect(lacks).toContain("  status 418\n      A teapot answered.\n");
  expect(lacks).toContain("  request.messages[](role=user).mood: optional, string\n      How.\n");
  expect(lacks).toContain("  request.messages[](role=judge): a kind of its own\n");
  expect(lacks).toContain("  request.provider.green: optional, boolean\n      Only green power.\n");
  expect(lacks).toContain('  request.verbosity: the value "epic"\n');
  expect(lacks).toContain("  request.patience: optional, integer\n      Seconds to wait.\n");
  expect(lacks).toContain("  answer.choices[].message.volume: optional, number\n");
  expect(lacks).toContain("  chunk.beat: optional, integer\n");
  expect(lacks).toContain("  error.error.cure: optional, string\n      What helps.\n");
  expect(contradicts).toContain(
    "  request.model: required there, optional here\n  request.model: null there, never here\n",
  );
  expect(contradicts).toContain("  answer.id: integer there, string here\n");
  expect(contradicts).toContain("  answer.choices[].message.content: never null there, null here\n");
  expect(contradicts).not.toContain("request.temperature");
  expect(beyond).toContain("  request.messages[](role=tool): a kind of its own\n");
  expect(beyond).toContain("  request.provider.order\n");
  expect(beyond).toContain("  status 429\n");
  expect(stdout).not.toMatch(/resource/i);
  expect(await readFile(ours, "utf8")).toBe(before);
});

test("a small one, whose operation has to be named", async () => {
  const folder = await createTestDir();
  const post = {
    requestBody: {
      content: { "application/json": { schema: { type: "object", properties: { haste: { type: "number" } } } } },
    },
    responses: { "200": { description: "Said" } },
  };
  const document = {
    openapi: "3.1.0",
    info: { title: "A", version: "1" },
    paths: { "/chat": { post }, "/x": { post } },
  };
  await writeFile(join(folder, "small.json"), JSON.stringify(document));

  const unnamed = await run(folder, "small.json");
  expect(unnamed).toEqual({
    code: 2,
    stdout: "",
    stderr:
      "small.json: There is no POST /chat/completions. Name the operation to compare with:\n  --operation POST /chat\n",
  });
  const named = await run(folder, "--operation", "post", "/chat", "small.json");
  expect(named).toMatchObject({ code: 0, stderr: "" });
  expect(named.stdout).toContain("\n\nOurs lacks (1)\n  request.haste: optional, number\n\n");
});

test.each([
  [[], "Which document? pnpm spec:import FILE_OR_URL\n"],
  [["a.yaml", "b.yaml"], "One document at a time: a.yaml, b.yaml\n"],
  [["a.yaml", "--operation", "POST"], "--operation takes a method and a path: --operation POST /chat/completions\n"],
])("%s: exit 2, and what is wrong", async (args, message) => {
  expect(await run(repositoryRoot, ...args)).toEqual({ code: 2, stdout: "", stderr: message });
});
