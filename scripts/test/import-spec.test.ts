import { readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "../lib/paths.ts";
import type { CommandResult } from "../lib/run-command.ts";
import { loadSpec } from "../spec/load-spec.ts";
import { listOperations } from "../spec/operations.ts";
import { runScript } from "./support/run-script.ts";
import { createTestDir } from "./support/temp-dir.ts";
import { createUnrelatedDocument } from "./support/unrelated-document.ts";

const ours = join(repositoryRoot, "spec/openapi.yaml");
const operationCount = listOperations((await loadSpec(ours)).document).length;

function run(cwd: string, ...args: string[]): Promise<CommandResult> {
  return runScript("import-spec.ts", args, cwd);
}

test("compares with a large document of another style", async () => {
  const folder = await createTestDir();
  await writeFile(join(folder, "theirs.json"), JSON.stringify(createUnrelatedDocument()));
  const before = await readFile(ours, "utf8");
  await writeFile(join(folder, "none.yaml"), "");
  const { code, stdout, stderr } = await run(folder, "theirs.json", "--decisions", "none.yaml");

  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^theirs\.json, compared with spec\/openapi\.yaml: \d+ new \(1 operation\)\.\n/);
  expect(stdout).toContain(
    "\n\ntheirs.json, POST /v7/chat/completions, compared with spec/openapi.yaml, POST /chat/completions:\n\nMissing here (",
  );
  const report = stdout.replaceAll(/\n {6}there: .*/g, "");
  const [, missing = "", different = "", extra = ""] = report.split(/\n(?:Missing here|Different|Only here) .*\n/);
  expect(missing).toContain("  header x-region: string\n      Where to compute.\n");
  expect(missing).toContain("  status 418: only there\n      The server is a teapot.\n");
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
  expect(extra).toContain("  request.provider.order: only here\n");
  expect(extra).toContain("  status 429: only here\n");
  expect(stdout).toContain(`\n\nNot compared (${operationCount - 1})\n  Found no operation GET /models. Choose`);
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
  const [, models = "", endpoints = "", rest = ""] = all.stdout.split(/(?=^listing\.json, GET|^Not compared )/m);
  expect(models).toMatch(/^listing\.json, GET \/api\/models, compared with spec\/openapi\.yaml, GET \/models:\n/);
  expect(models).toContain("\n  response.pages: optional, number\n");
  expect(endpoints).toContain(", GET /api/models/{owner}/{name}/endpoints, compared with ");
  expect(endpoints).toContain("\n  response.nearest: optional, number\n");
  expect(rest).toContain(`Not compared (${operationCount - 2})\n`);
  expect(rest).toContain("Several operations end with GET /key. Choose the path to compare with:\n");
  expect(rest).toContain("--operation GET /key --path /new/key\n");

  const chosen = await run(folder, "listing.json", "--operation", "GET", "/key", "--path", "/new/key");
  expect(chosen).toMatchObject({ code: 0, stderr: "" });
  expect(chosen.stdout).toMatch(
    /^listing\.json, compared with .*\n\nlisting\.json, GET \/new\/key, compared with spec\/openapi\.yaml, GET \/key:\n/,
  );
  expect(chosen.stdout).not.toContain("GET /models");
});

test("compares with the operation at --path if no path of the other document matches", async () => {
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
  expect(named.stdout).toContain("\n\nMissing here (1)\n  request.haste: optional, number\n");
});

const theirs = `openapi: 3.1.0
info: { title: A, version: "1" }
paths:
  /embeddings:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [model, input]
              properties:
                model: { type: string }
                input: {}
                haste: { type: number, description: How fast. }
                encoding_format: { type: string, enum: [float, base64, a1, a2, a3, a4, a5, a6, a7, a8, a9] }
      responses: { "200": { description: Done } }
`;
const embeddings = ["theirs.yaml", "--operation", "POST", "/embeddings", "--decisions", "decisions.yaml"];

/** Creates a folder with a document and decisions about all differences but those of two fields. */
async function createComparison(decisions = ""): Promise<string> {
  const folder = await createTestDir();
  await writeFile(join(folder, "theirs.yaml"), theirs);
  await writeFile(join(folder, "decisions.yaml"), "");
  const { differences } = await readReport(folder);
  const lines = differences
    .filter(({ kind }) => kind !== "missing")
    .map(({ path, text }) => `    ${JSON.stringify(path)}: ${JSON.stringify(text)}`);
  const keep = ["- decision: keep", "  reason: Ours is right.", "  places:", ...lines].join("\n");
  await writeFile(join(folder, "decisions.yaml"), `${keep}\n${decisions}`);
  return folder;
}

/** Replaces what depends on the rest of our document. */
function normalizeNumbers(text: string): string {
  return text.replaceAll(/(?<=spec\/openapi\.yaml:)\d+:\d+/g, "LINE").replace(/\d+(?= differences decided)/, "N");
}

interface ReportJSON {
  readonly differences: readonly { kind: string; path: string; text: string; values: string[]; places: object[] }[];
  readonly decided: number;
  readonly stale: readonly { path: string }[];
  readonly notCompared: readonly string[];
}

async function readReport(folder: string): Promise<ReportJSON> {
  const { code, stdout, stderr } = await run(folder, ...embeddings, "--json");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as ReportJSON;
}

test("shows what is not decided, with all values, the places in both documents and what to edit", async () => {
  const folder = await createComparison();
  const { stdout } = await run(folder, ...embeddings);
  const path = relative(folder, ours);
  const here = path.length < ours.length ? path : ours;
  expect(normalizeNumbers(stdout))
    .toBe(`theirs.yaml, compared with spec/openapi.yaml: 2 new (1 operation, N differences decided in decisions.yaml).

theirs.yaml, POST /embeddings, compared with spec/openapi.yaml, POST /embeddings:

Missing here (2)
  request.encoding_format: the values "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9"
      there: theirs.yaml:16:17, here: ${here}:LINE
  request.haste: optional, number
      How fast.
      there: theirs.yaml:15:17, here: ${here}:LINE

Edit spec/openapi.yaml at the places above, or write the line and your reason into decisions.yaml. Recorded responses decide which document is right; see spec/README.md.
`);
  const [values, field] = (await readReport(folder)).differences;
  expect(values).toMatchObject({ kind: "missing", values: expect.arrayContaining(['"a1"', '"a9"']) as string[] });
  expect(field).toMatchObject({
    path: "request.haste",
    text: "optional, number",
    places: [{ operation: "POST /embeddings", path: "request.haste", there: "theirs.yaml:15:17" }],
  });
});

test("shows nothing if everything is decided, and decisions that no longer apply", async () => {
  const folder = await createComparison(`- decision: leave out
  reason: Not for us. Never.
  operation: POST /embeddings
  places:
    request.haste: optional, number
    request.encoding_format: the values "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "b1"
    request.gone: optional, string
`);
  const { stdout } = await run(folder, ...embeddings);
  expect(normalizeNumbers(stdout))
    .toBe(`theirs.yaml, compared with spec/openapi.yaml: nothing new (1 operation, N differences decided in decisions.yaml).

Stale in decisions.yaml (2)
  request.encoding_format: the value "b1" (POST /embeddings)
      leave out: Not for us.
  request.gone: optional, string (POST /embeddings)
      leave out: Not for us.

Remove the stale places from decisions.yaml: the documents no longer differ there.
`);
  expect((await readReport(folder)).stale.map(({ path }) => path)).toEqual(["request.encoding_format", "request.gone"]);
});

test("shows a difference of a shared schema once, with its other paths and operations", async () => {
  const folder = await createTestDir();
  await writeFile(join(folder, "none.yaml"), "");
  const { stdout } = await run(folder, ours, "--decisions", "none.yaml");
  expect(stdout).toMatch(/^\S+, compared with spec\/openapi\.yaml: nothing new \(\d+ operations\)\.\n$/);
  expect(stdout).toContain(`(${operationCount} operations)`);

  const document = (await readFile(ours, "utf8"))
    .replace(
      /(?<= {4}ErrorMetadata:\n {6}type: object\n {6}description: .*\n {6}properties:\n)/,
      "        cure: { type: string }\n",
    )
    .replace(
      /(?<= {4}WebSearchParameters:\n {6}type: object\n {6}description: .*\n {6}properties:\n)/,
      "        haste: { type: number }\n",
    );
  await writeFile(join(folder, "openapi.yaml"), document);
  const changed = await run(folder, "openapi.yaml", "--decisions", "none.yaml");
  expect(changed.stdout.match(/: optional, (?:number|string)/g)).toHaveLength(2);
  const [, haste = "", cure = ""] = changed.stdout.split(/^ {2}(?=request|response)/m);
  expect(haste).toMatch(
    /^request\.tools\[\]\(type=openrouter:web_search\)\.parameters\.haste: optional, number\n {6}also .*\(type=web_search\)\.haste.*\n {6}there: /,
  );
  expect(cure).toMatch(
    /\.error\.metadata\.cure: optional, string\n(?: {6}also .*\n)? {6}also in (?:.*, )?GET \/models, .*POST \/embeddings(?:, .*)?\n/,
  );
});

test.each([
  [[], "Expected a document: pnpm spec:import FILE_OR_URL\n"],
  [["a.yaml", "b.yaml"], "Expected one document, got a.yaml, b.yaml\n"],
  [["a.yaml", "--operation", "POST"], "--operation must be a method and a path: --operation POST /chat/completions\n"],
  [["a.yaml", "--path", "/chat"], "--path requires --operation, the operation that it is for\n"],
])("exits with 2 for the arguments %j", async (args, message) => {
  expect(await run(repositoryRoot, ...args)).toEqual({ code: 2, stdout: "", stderr: message });
});

/** Creates an operation whose response has one field. */
function respondWith(field: string): object {
  const schema = { type: "object", properties: { [field]: { type: "number" } } };
  return { responses: { "200": { description: "Listed", content: { "application/json": { schema } } } } };
}
