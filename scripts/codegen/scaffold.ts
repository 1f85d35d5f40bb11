import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The two packages that a run writes into. */
export interface Packages {
  readonly typesName: string;
  /** What they need to compile, where there is no package yet: path → text. */
  readonly files: ReadonlyMap<string, string>;
}

/** Finds the packages under `folder`, or plans new ones, named by the scope of this package. */
export function scaffold(folder: string): Packages {
  const own = readJSON(join(import.meta.dirname, "../package.json"));
  const scope = String(own?.["name"]).replace(/\/.*$/, "");
  const versions = { ...(own?.["dependencies"] as object), ...(own?.["devDependencies"] as object) };
  const types = readJSON(join(folder, "types/package.json"));
  const typesName = String(types?.["name"] ?? `${scope}/types`);
  const files = new Map<string, string>();
  if (types === undefined) {
    files.set(join(folder, "types/package.json"), json(packageJSON(typesName, ["schemas"])));
    files.set(join(folder, "types/tsconfig.json"), json(tsconfig));
  }
  if (readJSON(join(folder, "client/package.json")) === undefined) {
    const dependencies = { [typesName]: "*", "openapi-fetch": fetchVersion(versions) };
    files.set(join(folder, "client/package.json"), json({ ...packageJSON(`${scope}/client`, []), dependencies }));
    files.set(join(folder, "client/tsconfig.json"), json(tsconfig));
  }
  return { typesName, files };
}

function packageJSON(name: string, modules: readonly string[]): object {
  const others = modules.flatMap((module) => [`./${module}`, `./${module}.js`].map((path) => [path, entry(module)]));
  return {
    name,
    version: "0.0.0",
    files: ["dist"],
    type: "module",
    sideEffects: false,
    exports: { ".": entry("index"), ...Object.fromEntries(others), "./package.json": "./package.json" },
    scripts: { build: "tsc -p tsconfig.json" },
  };
}

function entry(module: string): object {
  return { types: `./dist/${module}.gen.d.ts`, default: `./dist/${module}.gen.js` };
}

/** Whatever scripts/package.json says, except a range that only this workspace understands. */
function fetchVersion(versions: object): string {
  const version = Object.entries(versions).find(([name]) => name === "openapi-fetch")?.[1] as unknown;
  return typeof version === "string" && /^\d/.test(version) ? `^${version}` : "^0.17.0";
}

const tsconfig = {
  compilerOptions: {
    rootDir: "src",
    outDir: "dist",
    target: "es2022",
    lib: ["es2022", "dom", "dom.iterable"],
    module: "nodenext",
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    rewriteRelativeImportExtensions: true,
    declaration: true,
    types: [],
  },
  include: ["src"],
};

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function readJSON(path: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
