import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "../lib/paths.ts";
import type { CommandResult } from "../lib/run-command.ts";
import { runScript } from "./support/run-script.ts";
import { createTestDir } from "./support/temp-dir.ts";
import { createUnrelatedDocument } from "./support/unrelated-document.ts";

const ours = join(repositoryRoot, "spec/openapi.yaml");

function run(cwd: string, ...args: string[]): Promise<CommandResult> {
  return runScript("import-spec.ts", args, cwd);
}

test("compares with a large document of another style", async () => {
  const folder = await createTestDir();
  await writeFile(join(folder, "theirs.json"), JSON.stringify(createUnrelatedDocument()));
  const before = await readFile(ours, "utf8");
  const { code, stdout, stderr } = await run(folder, "theirs.json");

  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(
    /^theirs\.json, POST \/v7\/chat\/completions, compared with spec\/openapi\.yaml, POST \/chat\/completions:\n/,
  );
  const [, missing = "", different = "", extra = ""] = stdout.split(/\n(?:Missing here|Different|Only here) .*\n/);
  expect(missing).toContain("  header x-region: string\n      Where to compute.\n");
  expect(missing).toContain("  status 418\n      The server is a teapot.\n");
  expect(missing).toContain("  request.messages[](role=user).mood: optional, string\n      How.\n");
  expect(missing).toContain("  request.messages[](role=judge): a union member\n");
  expect(missing).toContain("  request.provider.green: optional, boolean\n      Only green power.\n");
  expect(missing).toContain('  request.verbosity: the value "epic"\n');
  expect(missing).toContain("  request.patience: optional, integer\n      Seconds to wait.\n");
  expect(missing).toContain("  response.choices[].message.volume: optional, number\n");
  expect(missing).toContain("  chunk.beat: optional, integer\n");
  expect(missing).toContain("  error.error.cure: optional, string\n      What helps.\n");
  expect(different).toContain(
    "  request.model: required there, optional here\n  request.model: nullable there, not here\n",
  );
  expect(different).toContain("  response.id: integer there, string here\n");
  expect(different).toContain("  response.choices[].message.content: not nullable there, nullable here\n");
  expect(different).not.toContain("request.temperature");
  expect(extra).toContain("  request.messages[](role=tool): a union member\n");
  expect(extra).toContain("  request.provider.order\n");
  expect(extra).toContain("  status 429\n");
  expect(stdout).toContain("\n\nNot compared (8)\n  Found no operation GET /models. Choose");
  expect(stdout).not.toMatch(/resource/i);
  expect(await readFile(ours, "utf8")).toBe(before);
});

test("compares each operation that is in both documents", async () => {
  const folder = await createTestDir();
  const document = {
    openapi: "3.1.0",
    info: { title: "A", version: "1" },
    paths: {
      "/api/models": { get: respondWith("pages") },
      "/api/models/{owner}/{name}/endpoints": { get: respondWith("nearest") },
      "/old/key": { get: respondWith("age") },
      "/new/key": { get: respondWith("age") },
    },
  };
  await writeFile(join(folder, "listing.json"), JSON.stringify(document));

  const all = await run(folder, "listing.json");
  expect(all).toMatchObject({ code: 0, stderr: "" });
  const [models = "", endpoints = "", rest = ""] = all.stdout.split(/(?=^listing\.json, |^Not compared )/m);
  expect(models).toMatch(/^listing\.json, GET \/api\/models, compared with spec\/openapi\.yaml, GET \/models:\n/);
  expect(models).toContain("\n  response.pages: optional, number\n");
  expect(endpoints).toContain(", GET /api/models/{owner}/{name}/endpoints, compared with ");
  expect(endpoints).toContain("\n  response.nearest: optional, number\n");
  expect(rest).toContain("Not compared (7)\n");
  expect(rest).toContain("Several operations end with GET /key. Choose the path to compare with:\n");
  expect(rest).toContain("--operation GET /key --path /new/key\n");

  const chosen = await run(folder, "listing.json", "--operation", "GET", "/key", "--path", "/new/key");
  expect(chosen).toMatchObject({ code: 0, stderr: "" });
  expect(chosen.stdout).toMatch(/^listing\.json, GET \/new\/key, compared with spec\/openapi\.yaml, GET \/key:\n/);
  expect(chosen.stdout).not.toContain("GET /models");
});

test("compares with the path that is named, if the operation is not found by its own", async () => {
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

  const all = await run(folder, "small.json");
  expect(all).toMatchObject({ code: 2, stdout: "" });
  expect(all.stderr).toContain(
    "small.json: Found no operation GET /models. Choose the path to compare with: --operation",
  );
  const operation = ["--operation", "post", "/chat/completions"];
  expect(await run(folder, "small.json", ...operation)).toEqual({
    code: 2,
    stdout: "",
    stderr:
      "small.json: Found no operation POST /chat/completions. Choose the path to compare with:\n  --operation POST /chat/completions --path /chat\n",
  });
  const named = await run(folder, ...operation, "--path", "/chat", "small.json");
  expect(named).toMatchObject({ code: 0, stderr: "" });
  expect(named.stdout).toContain("\n\nMissing here (1)\n  request.haste: optional, number\n\n");
});

test.each([
  [[], "Expected a document: pnpm spec:import FILE_OR_URL\n"],
  [["a.yaml", "b.yaml"], "Expected one document, got a.yaml, b.yaml\n"],
  [["a.yaml", "--operation", "POST"], "--operation must be a method and a path: --operation POST /chat/completions\n"],
  [["a.yaml", "--path", "/chat"], "--path needs --operation, the operation of ours that it is for\n"],
])("exits with 2 for the arguments %j", async (args, message) => {
  expect(await run(repositoryRoot, ...args)).toEqual({ code: 2, stdout: "", stderr: message });
});

/** Creates an operation whose response has one field. */
function respondWith(field: string): object {
  const schema = { type: "object", properties: { [field]: { type: "number" } } };
  return { responses: { "200": { description: "Listed", content: { "application/json": { schema } } } } };
}
