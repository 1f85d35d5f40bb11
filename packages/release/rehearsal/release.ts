import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { commit } from "./clone.ts";

const run = promisify(execFile);
const folders = ["types", "client", "sdk"];

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

interface Published {
  readonly "dist-tags": { readonly latest: string };
  readonly versions: Readonly<Record<string, Manifest>>;
}

/** What npm runs in a consumer's folder, or would run for somebody who installs from git. */
const lifecycle = /^(pre|post)?(install|prepare|publish|pack)$|^prepublishOnly$|^dependencies$/;

/**
 * Releases what is in a clone, by the same two scripts as the workflow, and checks what has arrived.
 * @returns the version, which is that of all packages
 */
export async function release(repository: string, registry: string): Promise<string> {
  await command(repository, "pnpm", "run", "version-packages");
  await commit(repository, "chore: version packages");
  await command(repository, "pnpm", "run", "release");
  const manifests = await Promise.all(folders.map((folder) => readManifest(join(repository, "packages", folder))));
  const [version = "", ...others] = new Set(manifests.map((manifest) => manifest.version));
  assert.deepEqual(others, [], "the three packages move together");
  for (const { name } of manifests) {
    const { "dist-tags": tags, versions } = await published(registry, name);
    assert.equal(tags.latest, version, `${name}: latest`);
    const manifest = versions[version];
    assert.ok(manifest, `${name}@${version} is published`);
    checkManifest(manifest, version);
    const tagged = await command(repository, "git", "tag", "--list", `${name}@${version}`);
    assert.equal(tagged.trim(), `${name}@${version}`, "the release has a tag");
  }
  return version;
}

function checkManifest({ name, scripts = {}, dependencies = {}, ...rest }: Manifest, version: string): void {
  const text = JSON.stringify({ dependencies, ...rest });
  assert.doesNotMatch(text, /"(workspace|catalog|link|file):/, `${name}: only ranges that npm knows`);
  for (const [dependency, range] of Object.entries(dependencies)) {
    if (dependency.startsWith("@org/")) assert.equal(range, `^${version}`, `${name}: its range of ${dependency}`);
  }
  assert.deepEqual(
    Object.keys(scripts).filter((script) => lifecycle.test(script)),
    [],
    `${name}: nothing runs at install`,
  );
}

/** The package as the registry describes it. */
async function published(registry: string, name: string): Promise<Published> {
  const response = await fetch(registry + name.replace("/", "%2f"));
  assert.equal(response.status, 200, `${name} is in the registry`);
  return (await response.json()) as Published;
}

async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;
}

/** Runs a command to its end. @returns what it printed @throws with all that it said when it fails */
export async function command(cwd: string, name: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, CI: "true" };
  try {
    return (await run(name, args, { cwd, env, maxBuffer: 64 * 1024 * 1024 })).stdout;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`${[name, ...args].join(" ")} failed:\n${stdout}${stderr}`, { cause: error });
  }
}
