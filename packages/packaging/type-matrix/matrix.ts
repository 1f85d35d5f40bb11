/** The compilers by their names in package.json, oldest first. */
export const compilers = ["ts50", "ts54", "ts55", "ts58", "ts59", "ts6", "ts7"] as const;

export type Compiler = (typeof compilers)[number];

/** A user's project: its module system, its globals, and the compilers that accept it. */
export interface Project {
  readonly title: string;
  /** The `type` in its package.json, which decides the module system of its .ts files. */
  readonly type: "module" | "commonjs";
  readonly options: Readonly<Record<string, unknown>>;
  readonly globals: "node" | "dom";
  /** The files in consumer/ that it contains. */
  readonly files: readonly string[];
  /** The first compiler that accepts it, or `never`. */
  readonly since: Compiler | "never";
  /** Returns the documented error of an older compiler. Without it, older compilers are neither supported nor tested. */
  readonly before?: (compiler: Compiler) => string;
  /** A text that the documented error must contain. */
  readonly mentions?: string;
}

const allFiles = ["assert-same-type.ts", "imports.ts", "calls.ts", "options.ts", "type-errors.ts"];
const esm = { type: "module", globals: "node", files: allFiles } as const;
const cjs = { type: "commonjs", globals: "node", files: allFiles, before: () => "TS1479" } as const;

// The types of openapi-fetch itself don't compile before 5.4, so older compilers need skipLibCheck.
const checked = { skipLibCheck: false };
const skipped = { skipLibCheck: true };
const nodenext = { module: "nodenext" };
const bundler = { module: "esnext", moduleResolution: "bundler" };

export const projects: readonly Project[] = [
  { title: "ESM, nodenext", ...esm, options: { ...nodenext, ...skipped }, since: "ts50" },
  { title: "ESM, nodenext, libs checked", ...esm, options: { ...nodenext, ...checked }, since: "ts54" },
  { title: "ESM, node16", ...esm, options: { module: "node16", ...skipped }, since: "ts50" },
  { title: "ESM, node16, libs checked", ...esm, options: { module: "node16", ...checked }, since: "ts54" },
  { title: "ESM, bundler", ...esm, options: { ...bundler, ...skipped }, since: "ts50" },
  { title: "ESM, bundler, libs checked", ...esm, options: { ...bundler, ...checked }, since: "ts54" },
  { title: "ESM, nodenext, browser", ...esm, globals: "dom", options: { ...nodenext, ...skipped }, since: "ts50" },
  {
    title: "ESM, nodenext, browser, libs checked",
    ...esm,
    globals: "dom",
    options: { ...nodenext, ...checked },
    since: "ts54",
  },
  { title: "ESM, bundler, browser", ...esm, globals: "dom", options: { ...bundler, ...skipped }, since: "ts50" },
  {
    title: "ESM, bundler, browser, libs checked",
    ...esm,
    globals: "dom",
    options: { ...bundler, ...checked },
    since: "ts54",
  },
  {
    title: "ESM, nodenext, looser options",
    ...esm,
    options: { ...nodenext, ...skipped, exactOptionalPropertyTypes: false, noUncheckedIndexedAccess: true },
    since: "ts50",
  },
  {
    title: "ESM, nodenext, await using",
    ...esm,
    files: ["disposal.ts"],
    options: { ...nodenext, ...skipped, lib: ["es2022", "esnext.disposable"] },
    since: "ts54",
  },
  {
    title: "ESM, nodenext, role widened to string",
    ...esm,
    files: ["widened-role.mts"],
    options: { ...nodenext, ...skipped },
    since: "never",
    before: () => "TS2769",
    mentions: `Type 'string' is not assignable to type '"user"'`,
  },
  { title: "CommonJS, nodenext", ...cjs, options: { ...nodenext, ...skipped }, since: "ts58" },
  { title: "CommonJS, bundler", ...cjs, options: { ...bundler, ...skipped }, since: "ts50" },
  { title: "CommonJS, node16", ...cjs, options: { module: "node16", ...skipped }, since: "never" },
  {
    title: "CommonJS, node10",
    ...cjs,
    options: { module: "commonjs", moduleResolution: "node10", ...skipped },
    since: "never",
    // node10 does not support `exports`. TypeScript 6 deprecates it, and 7 has removed it.
    before: (compiler) => ({ ts6: "TS5107", ts7: "TS5108" })[compiler as string] ?? "TS2307",
  },
];
