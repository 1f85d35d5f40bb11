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

interface Packument {
  readonly "dist-tags": { readonly latest: string };
  readonly versions: Readonly<Record<string, Manifest>>;
}

/** The scripts that npm runs when a consumer installs the package, from the registry or from git. */
const lifecycleScript = /^(pre|post)?(install|prepare|publish|pack)$|^prepublishOnly$|^dependencies$/;

/**
 * Releases a clone with the two scripts that the workflow runs, and checks what the registry received.
 *
 * @returns the version of the three packages
 */
export async function release(repository: string, registry: string): Promise<string> {
  await runCommand(repository, "pnpm", "run", "version-packages");
  await commit(repository, "chore: version packages");
  await runCommand(repository, "pnpm", "run", "release");
  const manifests = await Promise.all(folders.map((folder) => readManifest(join(repository, "packages", folder))));
  const [version = "", ...others] = new Set(manifests.map((manifest) => manifest.version));
  assert.deepEqual(others, [], "the three packages have one version");
  for (const { name } of manifests) {
    const { "dist-tags": tags, versions } = await fetchPackument(registry, name);
    assert.equal(tags.latest, version, `${name}: latest`);
    const manifest = versions[version];
    assert.ok(manifest, `${name}@${version} is published`);
    checkManifest(manifest, version);
    const tagged = await runCommand(repository, "git", "tag", "--list", `${name}@${version}`);
    assert.equal(tagged.trim(), `${name}@${version}`, "the release has a tag");
  }
  return version;
}

function checkManifest({ name, scripts = {}, dependencies = {}, ...rest }: Manifest, version: string): void {
  const text = JSON.stringify({ dependencies, ...rest });
  assert.doesNotMatch(text, /"(workspace|catalog|link|file):/, `${name}: only version ranges that npm supports`);
  for (const [dependency, range] of Object.entries(dependencies)) {
    if (dependency.startsWith("@org/"))
      assert.equal(range, `^${version}`, `${name}: the version range of ${dependency}`);
  }
  assert.deepEqual(
    Object.keys(scripts).filter((script) => lifecycleScript.test(script)),
    [],
    `${name}: no script runs on install`,
  );
}

/** Fetches the metadata of a package, with all its versions. */
async function fetchPackument(registry: string, name: string): Promise<Packument> {
  const response = await fetch(registry + name.replace("/", "%2f"));
  assert.equal(response.status, 200, `${name} is in the registry`);
  return (await response.json()) as Packument;
}

async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;
}

/**
 * Runs a command.
 *
 * @returns its standard output
 * @throws {Error} with its whole output when it fails
 */
export async function runCommand(cwd: string, name: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, CI: "true" };
  try {
    return (await run(name, args, { cwd, env, maxBuffer: 64 * 1024 * 1024 })).stdout;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`${[name, ...args].join(" ")} failed:\n${stdout}${stderr}`, { cause: error });
  }
}
