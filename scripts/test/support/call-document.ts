import { join } from "node:path";
import { expect } from "vitest";
import { runCommand } from "../../lib/run-command.ts";
import { startMockServer } from "../../mock-server.ts";
import { build, compilers, makePackages } from "./generated-packages.ts";

/** A document that nobody here wrote, and a program that uses what is generated from it. */
export interface RealDocument {
  /** A file of a package. */
  readonly spec: string;
  /** TypeScript; it has `client`, made for the mock server, and prints one line of JSON. */
  readonly usage: string;
  /** What goes into `createClient`. */
  readonly options?: string;
}

/** Generates, compiles, and runs the program against Prism; gives what it prints. */
export async function callDocument(
  { spec, usage, options = "" }: RealDocument,
  compiler: string = compilers["TypeScript 7"],
): Promise<unknown> {
  const file = join(import.meta.dirname, "../../node_modules", spec);
  const folder = await makePackages(file);
  const program = `import { createClient } from "@org/client";
declare const process: { readonly argv: readonly string[] };
const client = createClient({ serverURL: process.argv[2] ?? "", ${options} });
${usage}`;
  expect(await build(folder, program, compiler)).toBe("");
  await using server = await startMockServer({ spec: file });
  const { stdout, stderr, code } = await runCommand(process.execPath, [join(folder, "usage.js"), server.url]);
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  return JSON.parse(stdout);
}
