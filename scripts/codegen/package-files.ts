import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import own from "../package.json" with { type: "json" };

/** The two packages that the generator writes into. */
export interface Packages {
  readonly typesName: string;
  /** `package.json` and `tsconfig.json` of the packages that do not exist yet: path → text. */
  readonly files: ReadonlyMap<string, string>;
}

/** Finds the packages in a folder, or plans new ones with the scope of this package. */
export function preparePackages(folder: string): Packages {
  const scope = own.name.replace(/\/.*$/, "");
  const types = readJSON(join(folder, "types/package.json"));
  const typesName = String(types?.["name"] ?? `${scope}/types`);
  const files = new Map<string, string>();
  if (types === undefined) {
    files.set(join(folder, "types/package.json"), formatJSON(createPackageJSON(typesName, ["schemas"])));
    files.set(join(folder, "types/tsconfig.json"), formatJSON(tsconfig));
  }
  if (readJSON(join(folder, "client/package.json")) === undefined) {
    const dependencies = { [typesName]: "*", "openapi-fetch": getFetchVersion() };
    files.set(
      join(folder, "client/package.json"),
      formatJSON({ ...createPackageJSON(`${scope}/client`, ["routes"]), dependencies }),
    );
    files.set(join(folder, "client/tsconfig.json"), formatJSON(tsconfig));
  }
  return { typesName, files };
}

function createPackageJSON(name: string, modules: readonly string[]): object {
  const others = modules.flatMap((module) =>
    [`./${module}`, `./${module}.js`].map((path) => [path, createEntry(module)]),
  );
  return {
    name,
    version: "0.0.0",
    files: ["dist"],
    type: "module",
    sideEffects: false,
    exports: { ".": createEntry("index"), ...Object.fromEntries(others), "./package.json": "./package.json" },
    scripts: { build: "tsc -p tsconfig.json" },
  };
}

function createEntry(module: string): object {
  return { types: `./dist/${module}.gen.d.ts`, default: `./dist/${module}.gen.js` };
}

/** Returns the version in `scripts/package.json`, unless only this workspace can resolve it (`catalog:`). */
function getFetchVersion(): string {
  const version = own.devDependencies["openapi-fetch"];
  return /^\d/.test(version) ? `^${version}` : "^0.17.0";
}

/** The strict settings under which the generated code compiles. */
export const compilerOptions = {
  target: "es2022",
  lib: ["es2022", "dom", "dom.iterable"],
  module: "nodenext",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  types: [],
};

const tsconfig = {
  compilerOptions: {
    ...compilerOptions,
    rootDir: "src",
    outDir: "dist",
    verbatimModuleSyntax: true,
    rewriteRelativeImportExtensions: true,
    declaration: true,
  },
  include: ["src"],
};

function formatJSON(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function readJSON(path: string): Record<string, unknown> | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>) : undefined;
}
