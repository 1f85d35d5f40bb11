import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const run = promisify(execFile);

/** What may stand in a tarball; everything else is a file too many. */
const allowed = [/^package\.json$/, /^README\.md$/, /^LICENSE$/, /^dist\/[\w./-]+\.(js|d\.ts)$/];

/** The scripts that a package manager runs by itself, at install or when it packs. */
const lifecycle = /^(pre|post)?(install|pack|prepare|publish|publishOnly)$|^(prepublishOnly|dependencies)$/;

describe.for(["types", "client", "sdk"])("the tarball of @org/%s", (name) => {
  let folder = "";
  let tarball = "";
  let root = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), `package-${name}-`));
    const cwd = fileURLToPath(new URL(`../../${name}`, import.meta.url));
    await run("pnpm", ["pack", "--pack-destination", folder], { cwd });
    tarball = join(folder, (await readdir(folder))[0] ?? "");
    root = join(folder, "unpacked");
    await mkdir(root);
    await run("tar", ["-xzf", tarball, "-C", root, "--strip-components=1"]);
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  test("holds no file too many", async () => {
    const files = await filesOf(root);
    expect(files.filter((file) => !allowed.some((pattern) => pattern.test(file)))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(["package.json", "README.md", "LICENSE"]));
  });

  test("has no script that runs by itself, and no range of the workspace", async () => {
    const text = await readFile(join(root, "package.json"), "utf8");
    const { scripts = {} } = JSON.parse(text) as { scripts?: Record<string, string> };
    expect(Object.keys(scripts).filter((script) => lifecycle.test(script))).toEqual([]);
    expect(text).not.toMatch(/"(workspace|catalog):/);
  });

  test("can be read as it is: nothing is minified, and no source map leads nowhere", async () => {
    for (const file of (await filesOf(root)).filter((each) => each.endsWith(".js"))) {
      const code = await readFile(join(root, file), "utf8");
      expect({ file, hasMap: code.includes("sourceMappingURL") }).toEqual({ file, hasMap: false });
      expect({ file, longLines: code.split("\n").filter(({ length }) => length > 1_000) }).toMatchObject({
        longLines: [],
      });
    }
  });

  test("publint has nothing to say", async () => {
    const { messages, pkg } = await publint({ pkgDir: root, pack: false, strict: true });
    expect(pkg["name"]).toBe(`@org/${name}`);
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  test("attw finds every entry's types, for ESM", async () => {
    const bin = join(
      dirname(createRequire(import.meta.url).resolve("@arethetypeswrong/cli/package.json")),
      "dist/index.js",
    );
    const { stdout } = await run(process.execPath, [bin, tarball, "--profile", "esm-only", "--format", "json"]);
    const { analysis, problems } = JSON.parse(stdout) as Attw;
    expect(analysis.packageName).toBe(`@org/${name}`);
    const { exports } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { exports: object };
    expect(Object.keys(analysis.entrypoints)).toEqual(Object.keys(exports));
    const seen = Object.values(problems).flat();
    expect(seen.filter(({ resolutionKind = "" }) => !notESM.has(resolutionKind))).toEqual([]);
  });
});

/** What is read of attw's report. */
interface Attw {
  readonly analysis: { readonly packageName: string; readonly entrypoints: object };
  readonly problems: Readonly<Record<string, readonly { readonly resolutionKind?: string }[]>>;
}

/** What the profile esm-only leaves out of its verdict, but not out of its JSON. */
const notESM: ReadonlySet<string> = new Set(["node10", "node16-cjs"]);

/** The files below a folder, with `/` between names, in order. */
async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .toSorted();
}
