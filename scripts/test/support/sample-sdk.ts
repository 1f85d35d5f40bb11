import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createTestDir } from "./temp-dir.ts";

export interface SampleSDK {
  /** Path below `src` → text. */
  readonly sources?: Record<string, string>;
  /** The entries except the main one and the models, each with and without its extension: `funcs/chatPing`. */
  readonly entries?: readonly string[];
}

const base = {
  "index.ts": "",
  "models/index.ts": 'export type * from "@org/types/schemas";',
  "models/errors.ts": "",
  "models/operations.ts": "",
};

/** Writes a package with the layout of the SDK, and returns its folder. */
export async function writeSampleSDK({ sources = {}, entries = [] }: SampleSDK): Promise<string> {
  const folder = await createTestDir();
  for (const [file, text] of Object.entries({ ...base, ...sources })) {
    const path = join(folder, "src", file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  const ways = [
    [".", "index"],
    ...["models", "models/errors", "models/operations"].map((way) => [
      `./${way}`,
      way === "models" ? `${way}/index` : way,
    ]),
    ...entries.flatMap((entry) => [`./${entry}`, `./${entry}.js`].map((way) => [way, entry])),
  ];
  const exports = Object.fromEntries(
    ways.map(([way, file]) => [way, { types: `./dist/${file}.d.ts`, default: `./dist/${file}.js` }]),
  ) as object;
  await writeFile(
    join(folder, "package.json"),
    JSON.stringify({ name: "@org/sdk", exports: { ...exports, "./package.json": "./package.json" } }),
  );
  return folder;
}

/** Returns the modules of the types package. */
export function sampleTypes({ schemas = "", operations = "" }: { schemas?: string; operations?: string }) {
  const index = 'export type * from "./schemas.gen.ts";\nexport type { Operations } from "./operations.gen.ts";';
  return new Map([
    ["schemas.gen.ts", schemas],
    ["operations.gen.ts", operations],
    ["index.gen.ts", index],
  ]);
}
