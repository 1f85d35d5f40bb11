import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startMockServer, type MockServer } from "@org/scripts/mock-server.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importEntries } from "./entries.ts";
import { installPacked } from "./install-packed.ts";
import { checkProgram, programs } from "./programs.ts";

const run = promisify(execFile);

describe("the installed packages", () => {
  let folder = "";
  let mock: MockServer | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "packed-"));
    [mock] = await Promise.all([startMockServer(), installPacked(folder)]);
    // The optional peer dependencies of @org/sdk/node.js and @org/sdk/otel.js.
    const installed = fileURLToPath(new URL("../node_modules", import.meta.url));
    await mkdir(join(folder, "node_modules/@opentelemetry"));
    for (const name of ["undici", "@opentelemetry/api"]) {
      await symlink(join(installed, name), join(folder, "node_modules", name), "dir");
    }
  });
  afterAll(async () => {
    await mock?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test.for(programs)("run the program %s", async (program) => {
    await checkProgram(process.execPath, folder, program, mock?.url ?? "");
  });

  test("type-check in every program", async () => {
    const typeRoots = fileURLToPath(new URL("../node_modules/@types", import.meta.url));
    const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
    const checked = await run(process.execPath, [tsc, "-p", folder, "--typeRoots", typeRoots]).catch(
      (error: { stdout: string }) => error,
    );
    expect(checked.stdout).toBe("");
  });

  test("can be imported and required by every entry, with and without .js", async () => {
    const entries = await importEntries(process.execPath, folder);
    expect(entries["@org/sdk"]).toBe("EventStream,OpenRouter,OpenRouterCore,errors,models,operations");
    expect(Object.keys(entries).length).toBeGreaterThan(10);
  });

  test("contain a license and a README, and run no script on install", async () => {
    for (const name of ["types", "client", "sdk"]) {
      const root = join(folder, "node_modules/@org", name);
      const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
        scripts?: Record<string, string>;
      };
      expect(Object.keys(manifest.scripts ?? {}).filter((script) => /install|prepare/.test(script))).toEqual([]);
      await expect(readFile(join(root, "LICENSE"), "utf8")).resolves.toContain("MIT License");
      await expect(readFile(join(root, "README.md"), "utf8")).resolves.toContain(`@org/${name}`);
    }
  });
});
