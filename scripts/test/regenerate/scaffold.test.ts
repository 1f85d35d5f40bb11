import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { runCommand, type CommandResult } from "../../lib/run-command.ts";
import type { OpenAPIDocument, Operation } from "../../spec/openapi.ts";
import { copyRepository, type Copy } from "../support/copy-repository.ts";

/** Operations of each form that a template exists for, and one of a form without a template. */
let copy: Copy;
let listed: CommandResult;
let scaffolded: CommandResult;

const id = { name: "id", in: "path", required: true, description: "Id.", schema: { type: "string" }, example: "n/1" };
const query = (name: string, schema: object, others: object = {}) => ({
  name,
  in: "query",
  description: "A filter.",
  schema,
  ...others,
});
const json = (schema: object, value?: unknown): Operation["requestBody"] & { description: string } => ({
  description: "A note.",
  content: {
    "application/json": { schema, ...(value === undefined ? {} : { examples: { one: { summary: "One", value } } }) },
  },
});
const note = {
  type: "object",
  required: ["text"],
  properties: { text: { type: "string", description: "Text." }, "due-date": { type: "string", description: "Day." } },
};
const otherErrors = { "4XX": { $ref: "#/components/responses/OtherClientError" } };
const none = { "204": { description: "Nothing." }, ...otherErrors };
const operations: Record<string, Record<string, Operation>> = {
  "/notes": {
    get: {
      operationId: "listNotes",
      "x-sdk-method": "notes.list",
      summary: "List notes",
      description: "Returns notes.",
      parameters: [
        query("q", { type: "string" }, { example: "rain & snow" }),
        query("tags", { type: "array", items: { type: "string" } }, { explode: false }),
        query("limit", { type: "integer" }),
        query("archived", { type: "boolean" }),
      ],
      responses: { "200": json({ type: "array", items: { type: "string" } }), ...otherErrors },
    },
    post: {
      operationId: "createNote",
      "x-sdk-method": "notes.create",
      summary: "Create a note",
      description: "Adds a note.",
      requestBody: { required: true, ...json(note, { text: "Bring */ an umbrella", "due-date": "2026-12-01" }) },
      responses: { "201": json(note), ...otherErrors },
    },
  },
  "/notes/{id}": {
    patch: {
      operationId: "updateNote",
      "x-sdk-method": "notes.update",
      summary: "Modify a note",
      description: "Replaces the fields of a note that the request has. ".repeat(4),
      parameters: [id, query("force", { type: "boolean" })],
      requestBody: { required: true, ...json(note, { text: "Bring boots, since it is going to rain all day" }) },
      responses: { "200": json(note), ...otherErrors },
    },
    delete: {
      operationId: "deleteNote",
      "x-sdk-method": "models.forget",
      summary: "Delete a note",
      description: "Removes a note.",
      parameters: [id],
      responses: none,
    },
    put: {
      operationId: "uploadNote",
      "x-sdk-method": "notes.upload",
      summary: "Upload a note",
      description: "Replaces a note.",
      parameters: [id],
      requestBody: {
        required: true,
        description: "A note.",
        content: { "text/plain": { schema: { type: "string" } } },
      },
      responses: none,
    },
    get: {
      operationId: "getNote",
      summary: "Get a note",
      description: "Returns a note.",
      parameters: [id],
      responses: { "200": json(note), ...otherErrors },
    },
  },
};

beforeAll(async () => {
  copy = await copyRepository();
  const file = join(copy.path, "spec/openapi.yaml");
  const document = parse(await readFile(file, "utf8")) as OpenAPIDocument;
  await writeFile(file, stringify({ ...document, paths: { ...document.paths, ...operations } }, { lineWidth: 0 }));
  listed = await copy.run("scripts/regenerate.ts");
  scaffolded = await copy.run("scripts/regenerate.ts", "--scaffold");
});
afterAll(() => copy[Symbol.asyncDispose]());

const listSteps = ({ stdout }: CommandResult): string[] =>
  (/\nManual steps:\n([^]*?)\n\n/.exec(stdout)?.[1] ?? "").split("\n").map((line) => line.trim());

test("the steps name each missing part, and its file", () => {
  expect({ code: listed.code, stderr: listed.stderr }).toEqual({ code: 0, stderr: "" });
  const steps = listSteps(listed);
  expect(steps).toEqual(
    expect.arrayContaining([
      "packages/sdk/src/models/operations.ts: Add the type ListNotesRequest of GET /notes.",
      "packages/sdk/src/funcs/notesList.ts: Write the function notesList of GET /notes.",
      "packages/sdk/src/resources/notes.ts: Add the method list of GET /notes.",
      "packages/sdk/src/client.ts: Add the property notes.",
      "packages/sdk/src/index.ts: Export the type of ./resources/notes.ts.",
      "packages/sdk/package.json: Add the exports ./funcs/notesList and ./funcs/notesList.js.",
      "packages/sdk/test/funcs/operations.test.ts: Add a row for notesList.",
      "packages/packaging/api/reports/funcs.notesList.txt: Record the exports: pnpm build, then pnpm --filter @org/packaging exec vitest run api -u.",
      "packages/sdk/src/resources/models.ts: Add the method forget of DELETE /notes/{id}.",
      "packages/sdk/src/models/operations.ts: Add the type UpdateNoteParameters of PATCH /notes/{id}.",
    ]),
  );
  expect(new Set(steps).size).toBe(steps.length);
  expect(listed.stdout).toContain("\nThen run pnpm regenerate again. With --scaffold, it writes ");
  expect(listed.stdout).toContain(
    "\n\nOnly the raw client has these new operations, since they have no x-sdk-method:\n  GET /notes/{id}\n\n",
  );
});

test("the code from the templates compiles; the exports are left, and what has no template", () => {
  expect({ code: scaffolded.code, stderr: scaffolded.stderr }).toEqual({ code: 0, stderr: "" });
  expect(listSteps(scaffolded)).toEqual([
    expect.stringMatching(/^spec\/openapi\.yaml:4:\d+ Set info\.version from /),
    "packages/packaging/api/reports/funcs.notesList.txt: Record the exports: pnpm build, then pnpm --filter @org/packaging exec vitest run api -u.",
    "packages/sdk/src/models/operations.ts: Add the type UploadNoteParameters of PUT /notes/{id}.",
    "packages/sdk/src/models/operations.ts: Add the type UploadNoteRequest of PUT /notes/{id}.",
    "packages/sdk/src/funcs/notesUpload.ts: Write the function notesUpload of PUT /notes/{id} by hand: not all of its bodies are JSON.",
    "packages/sdk/src/resources/notes.ts: Add the method upload of PUT /notes/{id}.",
    "packages/sdk/package.json: Add the exports ./funcs/notesUpload and ./funcs/notesUpload.js.",
  ]);
  expect(scaffolded.stdout).not.toContain("--scaffold");
});

test("the code from the templates has no problem that the linter or the formatter reports", async () => {
  const written = scaffolded.stdout.match(/(?<=^  )packages\/.*$/gm) ?? [];
  expect(written).toContain("packages/sdk/src/funcs/notesUpdate.ts");
  const unchanged = copy.git("show", "HEAD:packages/sdk/src/resources/models.ts");
  expect(await readText("packages/sdk/src/resources/models.ts")).toContain(unchanged.slice(-100, -2));
  const sources = written.filter((file) => file.includes("/src/"));
  expect(await runTool("oxlint", "--deny-warnings", ...sources)).toContain("Found 0 warnings and 0 errors.");
  expect(await runTool("oxfmt", "--check", ...written)).toContain("All matched files use the correct format.");
});

test("arguments, results and examples follow the operation", async () => {
  const update = await readText("packages/sdk/src/funcs/notesUpdate.ts");
  expect(update).toContain(`export function notesUpdate(
  core: OpenRouterCore,
  parameters: UpdateNoteParameters,
  request: UpdateNoteRequest,
  options: BodyCallOptions = {},
): Promise<Result<UpdateNoteResponse, CallError>> {
  return callJSONOperation(core, updateNote, { parameters, body: request }, options);
}`);
  expect(update).toContain(` * const result = await notesUpdate(
 *   core,
 *   { id: "n/1", force: true },
 *   { text: "Bring boots, since it is going to rain all day" },
 * );
`);
  expect(update).toContain("\n * Modifies a note: `PATCH /notes/{id}`.\n");
  const list = await readText("packages/sdk/src/funcs/notesList.ts");
  expect(list).toContain("request: ListNotesRequest = {},");
  expect(list).toContain('Promise<Result<Operations["listNotes"]["response"], CallError>>');
  expect(await readText("packages/sdk/src/resources/models.ts")).toContain(
    "  forget(request: DeleteNoteRequest, options?: CallOptions): ResponsePromise<undefined> {",
  );
  expect(await readText("packages/sdk/test/funcs/operations.test.ts")).toContain(
    'url: "/notes?q=rain%20%26%20snow&tags=value&limit=1",',
  );
  expect(await readText("packages/sdk/src/funcs/notesCreate.ts")).toContain(
    '{ text: "Bring *\\/ an umbrella", "due-date": "2026-12-01" }',
  );
});

test("code that exists is kept", async () => {
  const file = join(copy.path, "packages/sdk/src/funcs/notesList.ts");
  const edited = (await readFile(file, "utf8")).replace("Lists notes", "Lists the notes of the account");
  await writeFile(file, edited);
  await writeFile(join(copy.path, "packages/sdk/src/funcs/notesCreate.ts"), "");
  const { stdout } = await copy.run("scripts/regenerate.ts", "--scaffold");
  expect(stdout).toContain("\nFrom templates:\n  packages/sdk/src/funcs/notesCreate.ts\n\n");
  expect(await readFile(file, "utf8")).toBe(edited);
});

test("a second run changes nothing", async () => {
  const before = copy.git("status", "--short") + copy.git("diff");
  const { stdout } = await copy.run("scripts/regenerate.ts", "--scaffold");
  expect(copy.git("status", "--short") + copy.git("diff")).toBe(before);
  expect(stdout).not.toContain("From templates:");
});

function readText(file: string): Promise<string> {
  return readFile(join(copy.path, file), "utf8");
}

/** Runs a tool of the repository in the copy, and returns what it prints. */
async function runTool(name: string, ...args: string[]): Promise<string> {
  const path = createRequire(join(copy.path, "package.json")).resolve(`${name}/package.json`);
  const { stdout, stderr } = await runCommand(process.execPath, [join(path, "../bin", name), ...args], {
    cwd: copy.path,
  });
  return stdout + stderr;
}
