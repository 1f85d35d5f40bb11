import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A module that users can import. */
export interface Entry {
  /** The path of its source below `src`: `funcs/chatComplete.ts`. */
  readonly file: string;
  /** The import path, with its extension if it can be written so: `@org/sdk/funcs/chatComplete.js`. */
  readonly module: string;
  /** The other import paths of the same module. */
  readonly synonyms: readonly string[];
  /** The prefix of its names, if each of them has its own page. Without it, one page is about the whole entry. */
  readonly prefix: string | undefined;
}

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}

/** Reads the exports of package.json. Shared names belong to the first entry: the main entry, the models, the others. */
export function readEntries(sdk: string): Entry[] {
  const { name, exports } = JSON.parse(readFileSync(join(sdk, "package.json"), "utf8")) as Manifest;
  const modules = new Map<string, string[]>();
  for (const [path, target] of Object.entries(exports)) {
    // Files that are not modules: package.json itself.
    if (typeof target === "string") continue;
    const file = target.types.replace(/^\.\/dist\//, "").replace(/\.d\.ts$/, ".ts");
    modules.set(file, [...(modules.get(file) ?? []), `${name}${path.slice(1)}`]);
  }
  const entries = [...modules].map(([file, paths]): Entry => {
    const module = paths.find((path) => path.endsWith(".js")) ?? paths.join();
    return { file, module, synonyms: paths.filter((path) => path !== module), prefix: getPrefix(file) };
  });
  return entries.toSorted((one, other) => getRank(one) - getRank(other));
}

/** Returns the prefix of a file: `errors.` for `models/errors.ts`. */
function getPrefix(file: string): string | undefined {
  if (file === "index.ts") return "";
  const [, name] = /^models\/(\w+)\.ts$/.exec(file) ?? [];
  return name === "index" ? "models." : name && `${name}.`;
}

/** Errors come before schemas: if both have the same name, comments refer to the error. */
function getRank({ prefix }: Entry): number {
  if (prefix === undefined) return 2;
  return prefix === "models." ? 1 : 0;
}
