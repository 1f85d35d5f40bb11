import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { pack } from "@org/packaging/packed/install-packed.ts";
import { expect, onTestFinished, test } from "vitest";
import { findBrokenLinks } from "./links.ts";

// npm shows the README next to the package, and editors show the one in node_modules.
test("relative links in the README of a tarball have a target in the tarball", { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "readmes-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const tarballs = await pack(folder);
  expect(tarballs).toHaveLength(3);
  const broken: string[] = [];
  for (const tarball of tarballs) {
    const root = join(folder, basename(tarball, ".tgz"));
    await mkdir(root);
    await promisify(execFile)("tar", ["-xzf", tarball, "-C", root, "--strip-components=1"]);
    broken.push(...findBrokenLinks(root, "README.md").map((message) => `${basename(root)}: ${message}`));
  }
  expect(broken).toEqual([]);
});
