import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startMockServer } from "@org/scripts/mock-server.ts";
import { cloneWorkingTree } from "./clone.ts";
import { startRegistry } from "./registry.ts";
import { runCommand, release } from "./release.ts";
import { addField, fieldProgram } from "./spec-change.ts";
import { createConsumer, type Consumer } from "./consumer.ts";

// Rehearses two releases and an upgrade with a local registry, in a temporary folder.
const repository = fileURLToPath(new URL("../../..", import.meta.url));
const here = fileURLToPath(new URL(".", import.meta.url));

async function main(): Promise<void> {
  await runCommand(here, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline");
  const folder = await mkdtemp(join(tmpdir(), "release-"));
  try {
    await using registry = await startRegistry(join(folder, "registry"));
    const copy = join(folder, "repository");
    await cloneWorkingTree(repository, copy);
    await runCommand(copy, "pnpm", "install", "--frozen-lockfile", "--prefer-offline");
    // Excluded from commits, because it contains the token.
    await writeFile(join(copy, ".git/info/exclude"), ".npmrc\n");
    await writeFile(join(copy, ".npmrc"), registry.publisherConfig);

    const first = await release(copy, registry.url);
    assert.match(first, /^[1-9]/, "the version promises compatibility, which 0.x does not");
    console.log(`Released ${first}: three packages with version ranges of npm, without install scripts.`);
    const consumer = await createConsumer(join(folder, "consumer"), registry.consumerConfig);
    await checkInstalled(consumer, first, join(copy, "spec/openapi.yaml"));
    const errors = await consumer.findTypeErrors(fieldProgram);
    assert.match(errors.join("\n"), /'rehearsed' does not exist/, "before the upgrade the new field is a type error");

    await addField(copy);
    const second = await release(copy, registry.url);
    assert.notEqual(second, first);
    console.log(`Released ${second}: with a new request field.`);
    await consumer.install("@org/sdk@latest");
    await checkInstalled(consumer, second, join(copy, "spec/openapi.yaml"));
    assert.deepEqual(await consumer.findTypeErrors(fieldProgram), []);
    console.log("Upgraded: the new field type-checks. Before, it was a type error.");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Checks the installed versions, and runs the examples of the installed README. */
async function checkInstalled(consumer: Consumer, version: string, spec: string): Promise<void> {
  const expected = { "@org/client": version, "@org/sdk": version, "@org/types": version };
  assert.deepEqual(await consumer.readVersions(), expected);
  await using mock = await startMockServer({ spec });
  const count = await consumer.runReadme(mock.url);
  console.log(`Installed ${version} into an empty folder: ${count} examples of its README type-check and run.`);
}

await main();
