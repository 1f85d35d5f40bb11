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

/** The files that a tarball may contain. */
const allowedFiles = [/^package\.json$/, /^README\.md$/, /^LICENSE$/, /^dist\/[\w./-]+\.(js|d\.ts)$/];

/** The scripts that package managers run on install and when they pack. */
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

  test("contains only published files", async () => {
    const files = await listFiles(root);
    expect(files.filter((file) => !allowedFiles.some((pattern) => pattern.test(file)))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(["package.json", "README.md", "LICENSE"]));
  });

  test("has no lifecycle scripts, and no version ranges of the workspace", async () => {
    const text = await readFile(join(root, "package.json"), "utf8");
    const { scripts = {} } = JSON.parse(text) as { scripts?: Record<string, string> };
    expect(Object.keys(scripts).filter((script) => lifecycle.test(script))).toEqual([]);
    expect(text).not.toMatch(/"(workspace|catalog):/);
  });

  test("is not minified, and refers to no source maps", async () => {
    for (const file of (await listFiles(root)).filter((each) => each.endsWith(".js"))) {
      const code = await readFile(join(root, file), "utf8");
      expect({ file, hasMap: code.includes("sourceMappingURL") }).toEqual({ file, hasMap: false });
      expect({ file, longLines: code.split("\n").filter(({ length }) => length > 1_000) }).toMatchObject({
        longLines: [],
      });
    }
  });

  test("has no problems that publint reports", async () => {
    const { messages, pkg } = await publint({ pkgDir: root, pack: false, strict: true });
    expect(pkg["name"]).toBe(`@org/${name}`);
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  test("has types that attw finds for every entry, for ESM", async () => {
    const bin = join(
      dirname(createRequire(import.meta.url).resolve("@arethetypeswrong/cli/package.json")),
      "dist/index.js",
    );
    const { stdout } = await run(process.execPath, [bin, tarball, "--profile", "esm-only", "--format", "json"]);
    const { analysis, problems } = JSON.parse(stdout) as AttwReport;
    expect(analysis.packageName).toBe(`@org/${name}`);
    const { exports } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { exports: object };
    expect(Object.keys(analysis.entrypoints)).toEqual(Object.keys(exports));
    const reported = Object.values(problems).flat();
    expect(reported.filter(({ resolutionKind = "" }) => !ignoredResolutions.has(resolutionKind))).toEqual([]);
  });
});

/** The part of attw's report that is checked. */
interface AttwReport {
  readonly analysis: { readonly packageName: string; readonly entrypoints: object };
  readonly problems: Readonly<Record<string, readonly { readonly resolutionKind?: string }[]>>;
}

/** The resolutions that attw's profile esm-only ignores, but lists in its JSON. */
const ignoredResolutions: ReadonlySet<string> = new Set(["node10", "node16-cjs"]);

/** Returns the files in a folder and below, with `/` between names, sorted. */
async function listFiles(folder: string): Promise<string[]> {
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
