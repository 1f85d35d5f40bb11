import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import { loadSpec } from "../../spec/load-spec.ts";
import { checkSources } from "./generated-packages.ts";

/**
 * Compares the types of all schemas with those of openapi-typescript, in both directions.
 *
 * @param spec the document
 * @param folder the packages of the document
 * @returns the names of the schemas that differ
 */
export async function findDifferences(spec: string, folder: string): Promise<string[]> {
  // The two settings that are a matter of taste; `scripts/README.md` has the reasons.
  const options = { silent: true, defaultNonNullable: false, emptyObjectsUnknown: true };
  const url = pathToFileURL(spec);
  await writeFile(join(folder, "theirs.ts"), astToString(await openapiTS(url, options)));
  await writeFile(join(folder, "immutable.ts"), astToString(await openapiTS(url, { ...options, immutable: true })));
  const { document } = await loadSpec(spec);
  const names = Object.keys(document.components?.schemas ?? {});
  await writeFile(join(folder, "compare.ts"), [prelude, ...names.map(formatCheck)].join("\n"));
  // Our optional properties accept `undefined`, theirs do not say.
  const output = await checkSources(folder, ["compare.ts"], { options: { exactOptionalPropertyTypes: false } });
  const lines = [...output.matchAll(/^compare\.ts\((\d+),/gm)].map(([, line]) => Number(line));
  if (lines.length === 0 && output !== "") throw new Error(output);
  return [...new Set(lines)].map((line) => names[line - prelude.split("\n").length - 1] ?? output);
}

/** Our arrays are readonly in requests only: ours must be assignable to readonly ones, and mutable ones to ours. */
const prelude = `import type { components } from "@org/types";
import type { components as Theirs } from "./theirs.ts";
import type { components as Immutable } from "./immutable.ts";
type Schemas = components["schemas"];
type Check<O, I, T> = [O] extends [I] ? ([T] extends [O] ? true : "theirs is not ours") : "ours is not theirs";`;

function formatCheck(name: string, index: number): string {
  const key = JSON.stringify(name);
  return `export const check${index}: Check<Schemas[${key}], Immutable["schemas"][${key}], Theirs["schemas"][${key}]> = true;`;
}
