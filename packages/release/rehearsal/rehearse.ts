import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startMockServer } from "@org/scripts/mock-server.ts";
import { clone } from "./clone.ts";
import { startRegistry } from "./registry.ts";
import { command, release } from "./release.ts";
import { addField, fieldProgram } from "./spec-change.ts";
import { becomeStranger } from "./consumer.ts";

// Two releases and an upgrade, as they will happen, on a registry of our own. All of it is in a temporary folder.
const repository = fileURLToPath(new URL("../../..", import.meta.url));
const here = fileURLToPath(new URL(".", import.meta.url));

async function main(): Promise<void> {
  await command(here, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline");
  const folder = await mkdtemp(join(tmpdir(), "release-"));
  try {
    await using registry = await startRegistry(join(folder, "registry"));
    const copy = join(folder, "repository");
    await clone(repository, copy);
    await command(copy, "pnpm", "install", "--frozen-lockfile", "--prefer-offline");
    // Not committed there: it has the token in it.
    await writeFile(join(copy, ".git/info/exclude"), ".npmrc\n");
    await writeFile(join(copy, ".npmrc"), registry.login);

    const first = await release(copy, registry.url);
    console.log(`Released ${first}: three packages, with real ranges, and nothing that runs at install.`);
    const stranger = await becomeStranger(join(folder, "stranger"), registry.scope);
    await tryOut(stranger, first, join(copy, "spec/openapi.yaml"));
    const early = await stranger.typeProblems(fieldProgram);
    assert.match(early.join("\n"), /'rehearsed' does not exist/, "before the upgrade the new field is a type error");

    await addField(copy);
    const second = await release(copy, registry.url);
    assert.notEqual(second, first);
    console.log(`Released ${second}: with a new field in the requests.`);
    await stranger.install("@org/sdk@latest");
    await tryOut(stranger, second, join(copy, "spec/openapi.yaml"));
    assert.deepEqual(await stranger.typeProblems(fieldProgram), []);
    console.log("Upgraded: the new field type-checks, which it did not before.");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What anybody does first: the examples of the README that has just been installed. */
async function tryOut(
  stranger: Awaited<ReturnType<typeof becomeStranger>>,
  version: string,
  spec: string,
): Promise<void> {
  assert.deepEqual(await stranger.installed(), { "@org/client": version, "@org/sdk": version, "@org/types": version });
  await using mock = await startMockServer({ spec });
  const count = await stranger.runReadme(mock.url);
  console.log(`Installed ${version} into an empty folder: ${count} examples of its README type-check and run.`);
}

await main();
