import { readFile, stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { InputError } from "../lib/cli.ts";
import { exportFolder, git } from "../lib/git.ts";
import { repositoryRoot } from "../lib/paths.ts";
import { createTempDir } from "../lib/temp-dir.ts";
import { loadSpec, type LoadedSpec } from "../spec/load-spec.ts";

/** What the working tree's document is compared with. */
export interface Base {
  /** How a report calls it: `@org/sdk@1.2.0`, `HEAD`, `old.yaml`. */
  readonly name: string;
  /** The revision; none when it is a file. */
  readonly commit: string | undefined;
  readonly spec: LoadedSpec;
}

const specFile = "spec/openapi.yaml";

/** Reads the document of a git revision, or a file; by default of the last release, and before the first one of HEAD. */
export async function loadBase([given, ...more]: readonly string[]): Promise<Base> {
  if (more.length > 0) throw new InputError(`There can be one thing to compare with: ${[given, ...more].join(", ")}`);
  if (given !== undefined && (await isFile(given))) {
    return { name: given, commit: undefined, spec: await loadSpec(given) };
  }
  const name = given ?? (await lastRelease()) ?? "HEAD";
  const commit = await git("rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
  if (commit === undefined) {
    const reason =
      given === undefined ? "There is no commit to compare with yet" : `"${name}" is neither a file nor a git revision`;
    throw new InputError(`${reason}. Give one of them: pnpm spec:diff main, pnpm spec:diff old.yaml`);
  }
  // The whole folder: the document may refer to other files.
  await using folder = await createTempDir();
  await exportFolder(commit, "spec", folder.path);
  const file = join(folder.path, relative("spec", specFile));
  if (!(await isFile(file))) {
    throw new InputError(`There is no ${specFile} at ${name}. Give a revision that has one, or a file.`);
  }
  try {
    return { name, commit, spec: await loadSpec(file) };
  } catch (error) {
    throw new InputError(
      `The document at ${name} can't be read. ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** The newest tag that changesets gave the SDK, of those that the working tree descends from. */
async function lastRelease(): Promise<string | undefined> {
  const { name } = JSON.parse(await readFile(join(repositoryRoot, "packages/sdk/package.json"), "utf8")) as {
    name: string;
  };
  return git("describe", "--tags", "--abbrev=0", "--match", `${name}@*`);
}

/** A branch may be called like a folder. */
async function isFile(path: string): Promise<boolean> {
  return stat(resolve(path)).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
