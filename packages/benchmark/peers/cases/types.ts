import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { fail, type Case } from "../case.ts";

const run = promisify(execFile);
const history = fileURLToPath(new URL("../history/", import.meta.url));
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");

export const types: readonly Case[] = [
  {
    title: "a program that sends its history back does not compile",
    async run({ history: program }) {
      if (!program) return "n.a.";
      const options = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2023", "--module", "nodenext"];
      const files = ["--types", "", join(history, program)];
      const checked = await run(process.execPath, [tsc, "--ignoreConfig", ...options, ...files]).catch(
        (error: { stdout: string }) => error,
      );
      // A missing program or import, or a wrong option, must not count as a type error.
      if (/TS(2307|5\d\d\d|6053)/.test(checked.stdout)) throw new Error(checked.stdout);
      return checked.stdout === "" ? "pass" : fail(checked.stdout.trim().replaceAll(/\s+/g, " "));
    },
  },
];
