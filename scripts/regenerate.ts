import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { generatePackages } from "./codegen/generate-packages.ts";
import { check, write } from "./codegen/output.ts";
import { loadBase } from "./diff/base.ts";
import { compareDocuments } from "./diff/compare-documents.ts";
import { formatText, getReleaseBump } from "./diff/report.ts";
import { InputError, runMain } from "./lib/cli.ts";
import { repositoryRoot } from "./lib/paths.ts";
import { addMissingParts } from "./scaffold/missing-parts.ts";
import { loadSpec } from "./spec/load-spec.ts";
import { planChangeset } from "./update/changeset.ts";
import { lintSpec } from "./update/lint-spec.ts";
import { listManualSteps } from "./update/manual-steps.ts";

const help = `Lints spec/openapi.yaml, updates the generated code and the changeset to it, then lists the manual steps.

  pnpm regenerate [--scaffold | --check] [REF|FILE]

  REF|FILE    git revision or document to compare with  (default: the last release, else HEAD)
  --scaffold  also write what the SDK needs for operations with x-sdk-method, from templates;
              existing code is not changed
  --check     write nothing; exit with 1 if a file is not up to date or a manual step is left
  --help      show this text

Exit code: 0, even when manual steps are left, except with --check; 2 for wrong arguments, or a document that is invalid
or that pnpm spec:lint rejects.
`;

const specPath = join(repositoryRoot, "spec/openapi.yaml");
const changesetFolder = join(repositoryRoot, ".changeset");

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { scaffold: { type: "boolean", default: false }, check: { type: "boolean", default: false } },
  });
  if (values.scaffold && values.check) throw new InputError("--scaffold writes files, --check writes none");
  const spec = await loadSpec(specPath, { strict: true });
  // Before anything is written: descriptions in the spec become doc comments, which --scaffold does not change later.
  const [base] = await Promise.all([loadBase(positionals), lintSpec()]);
  const changes = compareDocuments(base.spec.document, spec.document);
  process.stdout.write(formatText({ base: base.name, spec: spec.name, changes }));

  // The reference is generated from these files.
  const added = values.scaffold ? await addMissingParts(spec.document) : [];
  if (added.length > 0) console.log(`\nFrom templates:\n${added.map((file) => `  ${file}`).join("\n")}`);

  // The same name until the next release, so that a later run replaces the changeset of an earlier one.
  const name = `spec-${base.spec.hash.slice(0, 8)}.md`;
  const path = join(changesetFolder, name);
  const existing = await readFile(path, "utf8").catch(() => undefined);
  const plan = planChangeset({ changes, packages: await packageNames(), existing });
  const generated = await generatePackages(specPath, join(repositoryRoot, "packages"));
  // In one write: an interrupted run changes nothing.
  const changeset: [string, string][] = plan.file === undefined ? [] : [[path, plan.file]];
  const output = { ...generated, files: new Map([...generated.files, ...changeset]) };
  const isStale = plan.file === undefined && existing !== undefined;
  const count = values.check ? check(output).length + Number(isStale) : write(output);
  if (!values.check) {
    if (isStale) await rm(path, { force: true });
    await removeTemporaryFiles();
  }

  console.log(formatCount(count, values.check));
  console.log(
    `Changeset${existing === undefined && plan.file === undefined ? "" : ` .changeset/${name}`}: ${plan.message}`,
  );
  const { text, count: stepsLeft } = await listManualSteps({ base, spec, changes, bump: getReleaseBump(changes) });
  process.stdout.write(text);
  return values.check && count + stepsLeft > 0 ? 1 : 0;
}

function formatCount(count: number, isCheck: boolean): string {
  if (count === 0) return "\nAll files are up to date.";
  return isCheck ? `\n${count} files are not up to date.` : `\nWrote ${count} files.`;
}

/** Returns the names of the packages that are released together. */
async function packageNames(): Promise<string[]> {
  const manifests = ["types", "client", "sdk"].map((name) => join(repositoryRoot, "packages", name, "package.json"));
  const texts = await Promise.all(manifests.map((path) => readFile(path, "utf8")));
  return texts.map((text) => (JSON.parse(text) as { name: string }).name);
}

/** Deletes the temporary files that a killed run left next to the changesets. */
async function removeTemporaryFiles(): Promise<void> {
  const names = await readdir(changesetFolder);
  const temporary = names.filter((name) => /^\.spec-.*\.md\.\d+\.tmp$/.test(name));
  await Promise.all(temporary.map((name) => rm(join(changesetFolder, name), { force: true })));
}

if (import.meta.main) await runMain(main, { help });
