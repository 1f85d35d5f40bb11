import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { generate } from "./codegen/generate.ts";
import { write } from "./codegen/output.ts";
import { loadBase } from "./diff/base.ts";
import { compareDocuments } from "./diff/compare-documents.ts";
import { reportText, bumpOfAll } from "./diff/report.ts";
import { runMain } from "./lib/cli.ts";
import { repositoryRoot } from "./lib/paths.ts";
import { loadSpec } from "./spec/load-spec.ts";
import { planChangeset } from "./update/changeset.ts";
import { leftToDo } from "./update/manual-steps.ts";

const help = `Brings everything up to date with spec/openapi.yaml: the generated code, and the changeset for the release.
Then it tells what is left to do by hand.

  pnpm regenerate [REF|FILE]

  REF|FILE  what the document is compared with  (the last release, else HEAD)
  --help    this text

It exits with 0 when nothing is left, with 1 when something is, with 2 if it could not start.
`;

const specPath = join(repositoryRoot, "spec/openapi.yaml");
const changesetFolder = join(repositoryRoot, ".changeset");

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { help: { type: "boolean" } } });
  if (values.help === true) {
    process.stdout.write(help);
    return 0;
  }
  const spec = await loadSpec(specPath);
  const base = await loadBase(positionals);
  const changes = compareDocuments(base.spec.document, spec.document);
  process.stdout.write(reportText({ base: base.name, spec: spec.name, changes }));

  // One name for all that happens until the next release: a later run replaces what an earlier one wrote.
  const name = `spec-${base.spec.hash.slice(0, 8)}.md`;
  const path = join(changesetFolder, name);
  const existing = await readFile(path, "utf8").catch(() => undefined);
  const plan = planChangeset({ changes, packages: await packageNames(), existing });
  const generated = await generate(specPath, join(repositoryRoot, "packages"));
  // All at once: what is interrupted before the end has changed nothing.
  const changeset: [string, string][] = plan.file === undefined ? [] : [[path, plan.file]];
  const count = await write({ ...generated, files: new Map([...generated.files, ...changeset]) });
  if (plan.file === undefined) await rm(path, { force: true });
  await removeLeftOvers();

  console.log(`\nWritten: ${count === 0 ? "nothing, all was up to date" : `${count} files`}.`);
  console.log(
    `Changeset${existing === undefined && plan.file === undefined ? "" : ` .changeset/${name}`}: ${plan.message}`,
  );
  const { text, count: left } = await leftToDo({ base, spec, changes, bump: bumpOfAll(changes) });
  process.stdout.write(text);
  return left === 0 ? 0 : 1;
}

/** Of the packages that are released together. */
async function packageNames(): Promise<string[]> {
  const manifests = ["types", "client", "sdk"].map((name) => join(repositoryRoot, "packages", name, "package.json"));
  const texts = await Promise.all(manifests.map((path) => readFile(path, "utf8")));
  return texts.map((text) => (JSON.parse(text) as { name: string }).name);
}

/** What a run that was killed has left beside the changesets. */
async function removeLeftOvers(): Promise<void> {
  const names = await readdir(changesetFolder);
  const leftOvers = names.filter((name) => /^\.spec-.*\.md\.\d+\.tmp$/.test(name));
  await Promise.all(leftOvers.map((name) => rm(join(changesetFolder, name), { force: true })));
}

if (import.meta.main) await runMain(main);
