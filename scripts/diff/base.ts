import { readFile, stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { InputError } from "../lib/cli.ts";
import { exportFolder, git } from "../lib/git.ts";
import { repositoryRoot } from "../lib/paths.ts";
import { createTempDir } from "../lib/temp-dir.ts";
import { loadSpec, type LoadedSpec } from "../spec/load-spec.ts";

/** The document that the one of the working tree is compared with. */
export interface Base {
  /** The name in reports: `@org/sdk@1.2.0`, `HEAD`, `old.yaml`. */
  readonly name: string;
  /** The commit, unless the base is a file. */
  readonly commit: string | undefined;
  readonly spec: LoadedSpec;
}

const specPath = "spec/openapi.yaml";

/**
 * Reads the document of a git revision, or a file.
 *
 * @param args the revision or file
 * @default the last release, or HEAD before the first release
 * @throws {@link InputError} when the base does not exist or is not a valid document
 */
export async function loadBase([given, ...more]: readonly string[]): Promise<Base> {
  if (more.length > 0)
    throw new InputError(`Expected one revision or file to compare with, got ${[given, ...more].join(", ")}`);
  if (given !== undefined && (await isFile(given))) {
    return { name: given, commit: undefined, spec: await loadSpec(given) };
  }
  const name = given ?? (await findLastRelease()) ?? "HEAD";
  const commit = await git("rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
  if (commit === undefined) {
    const reason =
      given === undefined
        ? "This repository has no commit to compare with"
        : `"${name}" is neither a file nor a git revision`;
    throw new InputError(`${reason}. Give a revision or a file: pnpm spec:diff main, pnpm spec:diff old.yaml`);
  }
  // The whole folder: the document may refer to other files.
  await using folder = await createTempDir();
  await exportFolder(commit, "spec", folder.path);
  const file = join(folder.path, relative("spec", specPath));
  if (!(await isFile(file))) {
    throw new InputError(`${specPath} does not exist at ${name}. Give a revision that has it, or a file.`);
  }
  try {
    return { name, commit, spec: await loadSpec(file) };
  } catch (error) {
    throw new InputError(
      `Cannot read the document at ${name}. ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** Returns the newest release tag of the SDK among the ancestors of HEAD. */
async function findLastRelease(): Promise<string | undefined> {
  const { name } = JSON.parse(await readFile(join(repositoryRoot, "packages/sdk/package.json"), "utf8")) as {
    name: string;
  };
  return git("describe", "--tags", "--abbrev=0", "--match", `${name}@*`);
}

/** Returns whether a path is a file. A folder does not count: a branch can have the same name. */
async function isFile(path: string): Promise<boolean> {
  return stat(resolve(path)).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
