import { join } from "node:path";
import { expect } from "vitest";
import { runCommand } from "../../lib/run-command.ts";
import { startMockServer } from "../../mock-server.ts";
import { compilePackages, compilers, writeGeneratedPackages } from "./generated-packages.ts";

/** A published document, and a program that uses the packages generated from it. */
export interface PublishedDocument {
  /** A file below `node_modules`. */
  readonly spec: string;
  /** TypeScript that calls the mock server with `client` and prints one line of JSON. */
  readonly usage: string;
  /** The options of `createClient`. */
  readonly options?: string;
}

/** Generates and compiles the packages, runs the program against Prism, and returns its output. */
export async function callDocument(
  { spec, usage, options = "" }: PublishedDocument,
  compiler: string = compilers["TypeScript 7"],
): Promise<unknown> {
  const file = join(import.meta.dirname, "../../node_modules", spec);
  const folder = await writeGeneratedPackages(file);
  const program = `import { createClient } from "@org/client";
declare const process: { readonly argv: readonly string[] };
const client = createClient({ serverURL: process.argv[2] ?? "", ${options} });
${usage}`;
  expect(await compilePackages(folder, program, compiler)).toBe("");
  await using server = await startMockServer({ spec: file });
  const { stdout, stderr, code } = await runCommand(process.execPath, [join(folder, "usage.js"), server.url]);
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  return JSON.parse(stdout);
}
