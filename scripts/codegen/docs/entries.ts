import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A module that users import. */
export interface Entry {
  /** Its source, from the folder of the sources: `funcs/chatComplete.ts`. */
  readonly file: string;
  /** How users import it, with its extension where that is one of the ways: `@org/sdk/funcs/chatComplete.js`. */
  readonly module: string;
  /** The other ways to write the same. */
  readonly synonyms: readonly string[];
  /** The word before its names, where each of them has a page of its own; else one page is about the whole entry. */
  readonly prefix: string | undefined;
}

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}

/** What package.json exports: first the main entry and the models, to which names belong that others export too. */
export function readEntries(sdk: string): Entry[] {
  const { name, exports } = JSON.parse(readFileSync(join(sdk, "package.json"), "utf8")) as Manifest;
  const modules = new Map<string, string[]>();
  for (const [path, target] of Object.entries(exports)) {
    // Files that are no modules: package.json itself.
    if (typeof target === "string") continue;
    const file = target.types.replace(/^\.\/dist\//, "").replace(/\.d\.ts$/, ".ts");
    modules.set(file, [...(modules.get(file) ?? []), `${name}${path.slice(1)}`]);
  }
  const entries = [...modules].map(([file, ways]): Entry => {
    const module = ways.find((way) => way.endsWith(".js")) ?? ways.join();
    return { file, module, synonyms: ways.filter((way) => way !== module), prefix: prefixOf(file) };
  });
  return entries.toSorted((one, other) => rank(one) - rank(other));
}

/** `errors.` of `models/errors.ts`. */
function prefixOf(file: string): string | undefined {
  if (file === "index.ts") return "";
  const [, name] = /^models\/(\w+)\.ts$/.exec(file) ?? [];
  return name === "index" ? "models." : name && `${name}.`;
}

/** Of an error and a schema of one name, comments mean the error. */
function rank({ prefix }: Entry): number {
  if (prefix === undefined) return 2;
  return prefix === "models." ? 1 : 0;
}
