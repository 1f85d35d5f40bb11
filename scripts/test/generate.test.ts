import { once } from "node:events";
import { appendFile, readFile, readdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { CommandResult } from "../lib/run-command.ts";
import { runScript } from "./support/run-script.ts";
import { createTestDir } from "./support/temp-dir.ts";

const document = `openapi: 3.1.0
info: { title: Things, version: "1" }
paths:
  /things:
    get:
      operationId: listThings
      responses: { "200": { description: OK, content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } } }
components:
  schemas:
    Thing: { type: object, properties: { name: { type: string } } }
`;

async function workspace(): Promise<{ spec: string; out: string }> {
  const folder = await createTestDir();
  const spec = join(folder, "openapi.yaml");
  await writeFile(spec, document);
  return { spec, out: join(folder, "out") };
}

function runGenerate(...args: string[]): Promise<CommandResult> {
  return runScript("generate.ts", args);
}

/** Returns path → text of every file in a folder. */
async function snapshot(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file, await readFile(file, "utf8")])));
}

test("generates two packages, and changes nothing in a second run or a check", async () => {
  const { spec, out } = await workspace();
  expect(await runGenerate("--spec", spec, "--out", out)).toMatchObject({ code: 0, stderr: "" });
  const first = await snapshot(out);
  expect(
    Object.keys(first)
      .map((file) => file.slice(out.length + 1).replaceAll("\\", "/"))
      .toSorted(),
  ).toEqual([
    "client/package.json",
    "client/src/call.gen.ts",
    "client/src/client.gen.ts",
    "client/src/index.gen.ts",
    "client/src/operations.gen.ts",
    "client/src/routes.gen.ts",
    "client/tsconfig.json",
    "types/package.json",
    "types/src/index.gen.ts",
    "types/src/operations.gen.ts",
    "types/src/schemas.gen.ts",
    "types/tsconfig.json",
  ]);
  const second = await runGenerate("--spec", spec, "--out", out);
  expect(second).toMatchObject({ code: 0, stderr: "" });
  expect(second.stdout).toMatch(/is up to date\.\n$/);
  expect(await runGenerate("--spec", spec, "--out", out, "--check")).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(await snapshot(out)).toEqual(first);
});

test("ignores the line endings and the layout of the document", async () => {
  const { spec, out } = await workspace();
  await runGenerate("--spec", spec, "--out", out);
  await writeFile(spec, document.replaceAll("\n", "\r\n").replace("openapi: 3.1.0", "# A comment\r\nopenapi:   3.1.0"));
  expect(await runGenerate("--spec", spec, "--out", out, "--check")).toMatchObject({ code: 0 });
});

test("leaves the files as they are that a change of the document does not change", async () => {
  const { spec, out } = await workspace();
  await runGenerate("--spec", spec, "--out", out);
  const before = await snapshot(out);
  await writeFile(spec, document.replace(`version: "1"`, `version: "2"`));
  expect(await runGenerate("--spec", spec, "--out", out, "--check")).toMatchObject({ code: 0, stderr: "" });
  await writeFile(spec, document.replace("name:", "title:"));
  await runGenerate("--spec", spec, "--out", out);
  const after = await snapshot(out);
  const changed = Object.keys(after).filter((file) => after[file] !== before[file]);
  expect(changed.map((file) => file.slice(out.length + 1).replaceAll("\\", "/"))).toEqual(["types/src/schemas.gen.ts"]);
});

test("a check reports a header that was edited", async () => {
  const { spec, out } = await workspace();
  await runGenerate("--spec", spec, "--out", out);
  const file = join(out, "types/src/schemas.gen.ts");
  await writeFile(file, (await readFile(file, "utf8")).replace(/: [0-9a-f]{16}\)/, ": 0000000000000000)"));
  expect(await runGenerate("--spec", spec, "--out", out, "--check")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("1 generated files are not up to date") as string,
  });
});

test("prints warnings and goes on; with --strict they are errors", async () => {
  const { spec, out } = await workspace();
  await writeFile(spec, document.replace('version: "1"', "version: 1"));
  const loose = await runGenerate("--spec", spec, "--out", out);
  expect(loose.code).toBe(0);
  expect(loose.stderr).toMatch(/^\S*openapi\.yaml:2:33: warning: `info\.version` must be text, got 1; read as "1"\n$/);
  expect(await runGenerate("--spec", spec, "--out", out, "--check")).toEqual({ ...loose, stdout: "" });
  const strict = await runGenerate("--spec", spec, "--out", out, "--strict");
  expect(strict).toMatchObject({ code: 1, stdout: "" });
  expect(strict.stderr).toBe(`${loose.stderr}Fix the warnings: with --strict they are errors.\n`);
});

test("a check of stale output exits with 1, shows the diff and the command, and writes nothing", async () => {
  const { spec, out } = await workspace();
  await runGenerate("--spec", spec, "--out", out);
  const before = await snapshot(out);
  await writeFile(spec, document.replace("name:", "title:"));
  const { code, stderr } = await runGenerate("--spec", spec, "--out", out, "--check");
  expect(code).toBe(1);
  expect(stderr).toContain("-    name?: string | undefined;\n+    title?: string | undefined;\n");
  expect(stderr).toContain(`Run: node scripts/generate.ts --spec ${spec} --out ${out}\n`);
  expect(await snapshot(out)).toEqual(before);
});

test("exits with 1 and one message for an invalid document, and keeps the old output", async () => {
  const { spec, out } = await workspace();
  await runGenerate("--spec", spec, "--out", out);
  const before = await snapshot(out);
  await appendFile(spec, '    Other: { $ref: "#/components/schemas/Missing" }\n');
  const { code, stdout, stderr } = await runGenerate("--spec", spec, "--out", out);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(
    /^\S*openapi\.yaml:11:20: The \$ref "#\/components\/schemas\/Missing" has no target\.\n {2}Fix .*\n$/,
  );
  expect(await snapshot(out)).toEqual(before);
});

test("keeps an existing package.json, and imports the types by its name", async () => {
  const { spec, out } = await workspace();
  await runGenerate("--spec", spec, "--out", out);
  await writeFile(join(out, "types/package.json"), '{ "name": "@mine/things" }');
  await runGenerate("--spec", spec, "--out", out);
  expect(await readFile(join(out, "types/package.json"), "utf8")).toBe('{ "name": "@mine/things" }');
  expect(await readFile(join(out, "client/src/call.gen.ts"), "utf8")).toContain('from "@mine/things"');
});

test("reads a document from a URL, resolves its relative server, and follows references to other files", async () => {
  const { out } = await workspace();
  const files: Record<string, string> = {
    "/docs/openapi.yaml": document
      .replace("paths:", "servers: [{ url: ../v1 }]\npaths:")
      .replace('"#/', '"other.yaml#/'),
    "/docs/other.yaml": document,
  };
  const server = createServer(({ url = "" }, response) => void response.end(files[url])).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await runGenerate("--spec", `${origin}/docs/openapi.yaml`, "--out", out)).toMatchObject({
    code: 0,
    stderr: "",
  });
  const client = await readFile(join(out, "client/src/client.gen.ts"), "utf8");
  expect(client).toContain(
    `// Generated from ${origin}/docs/openapi.yaml by scripts/generate.ts (sha256 of the text below: `,
  );
  expect(client).toContain(`serverURL = "${origin}/v1"`);
});

test("reports wrong arguments and a missing document", async () => {
  expect(await runGenerate("--chek")).toMatchObject({ code: 1, stderr: expect.stringContaining("'--chek'") as string });
  const { out } = await workspace();
  const missing = await runGenerate("--spec", "missing.yaml", "--out", out);
  expect(missing).toMatchObject({ code: 1, stdout: "" });
  expect(missing.stderr).toMatch(/^\S*missing\.yaml: Cannot read the OpenAPI document: the file does not exist\.\n/);
});
