import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);

test("a role widened to string is a type error that names role", async () => {
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
  const program = fileURLToPath(new URL("consumer/widened-role.mts", import.meta.url));
  const options = [
    "--noEmit",
    "--ignoreConfig",
    "--strict",
    "--module",
    "nodenext",
    "--skipLibCheck",
    "--types",
    "node",
  ];
  const error: unknown = await run(process.execPath, [tsc, ...options, program]).catch((reason: unknown) => reason);
  expect(error).toHaveProperty("stdout", expect.stringContaining("Types of property 'role' are incompatible"));
});
