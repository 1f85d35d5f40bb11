import { execFileSync } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CommandResult } from "../../lib/run-command.ts";
import { copyRepository, type Copy } from "../support/copy-repository.ts";
import { editSpec } from "../support/edit-spec.ts";
import { killWhileWriting, readGeneratedFiles } from "../support/kill-while-writing.ts";

/** A copy of the repository after a typical update of the API, and the output of the first run in it. */
let updated: Copy;
let first: CommandResult;

beforeAll(async () => {
  updated = await copyRepository();
  await updateSpec(updated);
  first = await updated.run("scripts/regenerate.ts");
});

afterAll(() => updated[Symbol.asyncDispose]());

test("the report lists the four changes, and which of them is breaking", () => {
  expect(first.stderr).toBe("");
  const report = first.stdout.slice(0, first.stdout.indexOf("\n\nWrote "));
  expect(report).toMatch(
    /^spec\/openapi\.yaml, compared with HEAD: 1 breaking change, 3 compatible changes\. Release: major\.\n/,
  );
  expect(report).toContain(
    "\n\nBreaking\n  [responses] ChatCompletionChunkChoice.finish_reason was renamed to stop_reason\n",
  );
  expect(report).toContain(
    "\n  [requests] ChatCompletionCreateParams.seed_group is new, optional: string\n      Group of seeds.",
  );
  expect(report).toContain('\n  ReasoningEffort lists the new value "boundless"');
  expect(report).toContain("\n  [responses] POST /chat/completions: 451 is a new error response: ErrorResponse\n");
});

test("the types contain the changes", async () => {
  const schemas = await read(updated, "packages/types/src/schemas.gen.ts");
  expect(schemas).toContain("    /** Group of seeds. It is free. */\n    seed_group?: string | undefined;\n");
  expect(schemas).toMatch(/export type ReasoningEffort = [^;]*"boundless"[^;]*\(string & \{\}\);/);
  expect(schemas).toMatch(/export interface ChatCompletionChunkChoice \{[^}]*\n {4}stop_reason: /);
  expect(await read(updated, "packages/types/src/operations.gen.ts")).toContain("451: ErrorResponse;");
  expect(await read(updated, "packages/client/src/operations.gen.ts")).toContain('"451": "ErrorResponse",');
});

test("the reference contains the changes", async () => {
  expect(await readPage("models/chatcompletioncreateparams")).toMatch(
    /\| `seed_group` +\| .*Group of seeds\. It is free\./,
  );
  expect(await readPage("models/reasoningeffort")).toContain("boundless");
  expect(await readPage("models/chatcompletionchunkchoice")).toMatch(/\| `stop_reason` +\|/);
  expect(await readPage("sdks/chat/README")).toMatch(/\| errors\.ChatCompletionError +\| [^|]*\b451\b/);
});

test("the changeset has all packages, a major step, and a text for users", async () => {
  const file = await readChangeset(updated);
  expect(file).toMatch(/^---\n"@org\/types": major\n"@org\/client": major\n"@org\/sdk": major\n# [^\n]*\n---\n/);
  expect(file.replace(/^---[^]*?\n---\n/, "")).toBe(`
Update the types to the current API, which has breaking changes.

Breaking:

- \`ChatCompletionChunkChoice.finish_reason\` was renamed to \`stop_reason\`.

New:

- \`ReasoningEffort\` lists the new value \`"boundless"\`.
- \`ChatCompletionCreateParams.seed_group\` is new, optional: \`string\`. Group of seeds.
- \`POST /chat/completions: 451\` is a new error response: \`ErrorResponse\`. Not in your country.
`);
});

test("changesets and the formatter accept the changeset", async () => {
  const require = createRequire(join(updated.path, "package.json"));
  const cli = join(require.resolve("@changesets/cli/package.json"), "../bin.js");
  execFileSync(process.execPath, [cli, "status", "--output", "node_modules-status.json"], { cwd: updated.path });
  const { releases } = JSON.parse(await read(updated, "node_modules-status.json")) as {
    releases: { name: string; type: string }[];
  };
  await rm(join(updated.path, "node_modules-status.json"));
  const steps = releases.filter(({ type }) => type !== "none").map(({ name, type }) => `${name} ${type}`);
  expect(steps.toSorted()).toEqual(["@org/client major", "@org/sdk major", "@org/types major"]);

  const formatter = join(require.resolve("oxfmt/package.json"), "../bin/oxfmt");
  expect(() =>
    execFileSync(process.execPath, [formatter, "--check", ".changeset"], { cwd: updated.path }),
  ).not.toThrow();
});

test("the manual steps are the lines of the SDK with the old name, and the document's version", async () => {
  expect(first.code).toBe(0);
  const [, list = ""] = /\nManual steps:\n([^]*?)\n\n/.exec(first.stdout) ?? [];
  const [version, ...places] = list.split("\n").toReversed();
  expect(version).toMatch(/^ {2}spec\/openapi\.yaml:4:\d+ Set info\.version from \d+\.\d+\.\d+ to \d+\.0\.0 /);
  expect(places.filter((place) => place.includes("packages/sdk/src/"))).not.toEqual([]);
  for (const place of places) {
    expect(place).toMatch(/'finish_reason' does not exist (on|in) type 'ChatCompletionChunkChoice/);
    const { file, rest } = await lineAt(updated, place);
    expect(file).toMatch(/^packages\/sdk\/(src|test)\//);
    expect(rest).toMatch(/^finish_reason\b/);
  }
});

test("a second run changes nothing and prints the same steps", async () => {
  const before = updated.git("status", "--short") + updated.git("diff") + (await readChangeset(updated));
  const { code, stdout } = await updated.run("scripts/regenerate.ts");
  expect(updated.git("status", "--short") + updated.git("diff") + (await readChangeset(updated))).toBe(before);
  expect({ code, stdout }).toEqual({
    code: first.code,
    stdout: first.stdout.replace(/\nWrote \d+ files\./, "\nAll files are up to date."),
  });
});

test("--check fails because of the steps, and writes nothing", async () => {
  const before = updated.git("status", "--short") + updated.git("diff");
  const { code, stdout } = await updated.run("scripts/regenerate.ts", "--check");
  expect(updated.git("status", "--short") + updated.git("diff")).toBe(before);
  expect(stdout).toContain("\nAll files are up to date.\n");
  expect(code).toBe(1);
});

test("a killed run leaves whole files, and the next run completes them", async () => {
  await using copy = await copyRepository();
  await updateSpec(copy);
  const old = await readGeneratedFiles(copy.path);
  const signal = await killWhileWriting(copy.path);
  const interrupted = await readGeneratedFiles(copy.path);
  await copy.run("scripts/regenerate.ts");
  const done = await readGeneratedFiles(copy.path);

  expect(signal).toBe("SIGKILL");
  expect([...done.keys()].filter((file) => !old.has(file))).toEqual([expect.stringMatching(/spec-\w+\.md$/)]);
  for (const [file, text] of interrupted) {
    if (!file.endsWith(".tmp")) expect([old.get(file), done.get(file)]).toContain(text);
  }
  const uninterrupted = await readGeneratedFiles(updated.path);
  for (const [file, text] of uninterrupted) {
    if (file.endsWith(".gen.ts")) expect(done.get(file)).toBe(text);
  }
});

test("no steps are left after the fixes, and the maintainer's text is kept", async () => {
  await using copy = await copyRepository();
  await updateSpec(copy);
  const { stdout: steps } = await copy.run("scripts/regenerate.ts");
  const [, list = ""] = /\nManual steps:\n([^]*?)\n\n/.exec(steps) ?? [];
  // The last line is the document's version. Fixing a file from its end keeps the other locations valid.
  for (const place of list.split("\n").slice(0, -1).toReversed()) await fixPlace(copy, await lineAt(copy, place));
  await editSpec(copy.path, ({ info }) => (info.version = "2.0.0"));
  const path = copy.git("ls-files", "--others", ".changeset").trim();
  const own = (await readChangeset(copy)).replace(
    /(?<=\n---\n\n)[^]*/,
    "Read `stop_reason` instead of `finish_reason`.\n",
  );
  await writeFile(join(copy.path, path), own);

  const { code, stdout } = await copy.run("scripts/regenerate.ts");
  expect(stdout).toContain(
    "major. Your text is kept. " +
      "It doesn't mention POST /chat/completions: 451, ChatCompletionCreateParams.seed_group, ReasoningEffort.\n",
  );
  expect(stdout).toContain("\nNo manual steps left.");
  expect(code).toBe(0);
  expect(await readChangeset(copy)).toBe(own);
  expect((await copy.run("scripts/regenerate.ts", "--check")).code).toBe(0);
});

/** Adds an optional field, a value and an error status to the document, and renames a field of the response. */
async function updateSpec(copy: Copy): Promise<void> {
  await editSpec(copy.path, ({ operation, component }) => {
    const request = component("ChatCompletionCreateParams");
    request.properties["seed_group"] = { type: "string", description: "Group of seeds. It is free." };
    const [known] = component("ReasoningEffort").anyOf as [{ enum: string[] }];
    known.enum.push("boundless");
    const schema = { $ref: "#/components/schemas/ErrorResponse" };
    operation.responses["451"] = { description: "Not in your country.", content: { "application/json": { schema } } };
    const choice = component("ChatCompletionChunkChoice");
    const { finish_reason: reason = {}, ...others } = choice.properties;
    choice.properties = { ...others, stop_reason: reason };
    choice.required = choice.required.map((name) => (name === "finish_reason" ? "stop_reason" : name));
  });
}

function read(copy: Copy, file: string): Promise<string> {
  return readFile(join(copy.path, file), "utf8");
}

function readPage(name: string): Promise<string> {
  return read(updated, `packages/sdk/docs/${name}.md`);
}

/** Reads the changeset that the command has added. */
function readChangeset(copy: Copy): Promise<string> {
  return read(copy, copy.git("ls-files", "--others", ".changeset").trim());
}

interface SourceText {
  readonly file: string;
  readonly before: string;
  readonly rest: string;
}

/** Reads the text at a location: `packages/sdk/src/chunks.ts:12:34 …`. */
async function lineAt(copy: Copy, place: string): Promise<SourceText> {
  const [, file = "", line, column] = /^ *(.+?):(\d+):(\d+) /.exec(place) ?? [];
  const lines = (await read(copy, file)).split("\n");
  const above = lines.slice(0, Number(line) - 1).map((text) => `${text}\n`);
  const [text = "", ...below] = lines.slice(Number(line) - 1);
  const at = Number(column) - 1;
  return { file, before: above.join("") + text.slice(0, at), rest: [text.slice(at), ...below].join("\n") };
}

/** Replaces the old name where it is read or is a key, and expands a shorthand property. */
async function fixPlace(copy: Copy, { file, before, rest }: SourceText): Promise<void> {
  const isWhole = before.endsWith(".") || /^finish_reason\??:/.test(rest);
  const fixed = rest.replace("finish_reason", isWhole ? "stop_reason" : "stop_reason: finish_reason");
  await writeFile(join(copy.path, file), before + fixed);
}
