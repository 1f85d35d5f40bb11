import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { generateClient } from "./codegen/client/generate-client.ts";
import { generateDocs } from "./codegen/docs/generate-docs.ts";
import { generateTypes } from "./codegen/types/generate-types.ts";
import { root } from "./lib/paths.ts";
import { SpecError } from "./spec/spec-error.ts";
import { loadSpec, type LoadedSpec } from "./spec/load-spec.ts";
import { scaffold } from "./codegen/scaffold.ts";
import { normalise } from "./spec/transforms/normalize.ts";
import { check, generatedMark, write, type Output } from "./codegen/output.ts";

const help = `Generates the types and the client from an OpenAPI 3.0 or 3.1 document.

  node scripts/generate.ts [--check] [--spec FILE_OR_URL] [--out DIR]

  --spec FILE_OR_URL  the document, JSON or YAML     (spec/openapi.yaml)
  --out DIR           where types/ and client/ go    (packages)
  --check             write nothing; exit with 1 and show a diff if the output is not up to date
  --help              this text
`;

/** Everything that a run writes, in memory: path → text. */
export async function generate(spec: string, folder: string): Promise<Output> {
  const loaded = await loadSpec(spec);
  normalise(loaded.document);
  const { typesName, files } = scaffold(folder);
  const sources = { types: generateTypes(loaded), client: generateClient(loaded, typesName) };
  const all = new Map(files);
  for (const [name, modules] of Object.entries(sources)) {
    for (const [file, text] of modules) all.set(join(folder, name, "src", file), `${header(loaded)}\n${text}`);
  }
  const docs = generateDocs(loaded, sources.types, join(folder, "sdk"));
  const folders = Object.keys(sources).map((name) => join(folder, name, "src"));
  return { files: new Map([...all, ...docs.files]), folders: [...folders, ...docs.folders] };
}

function header({ name, hash }: LoadedSpec): string {
  return `${generatedMark}${name} (sha256 ${hash}) by scripts/generate.ts. Do not edit.\n`;
}

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      spec: { type: "string", default: join(root, "spec/openapi.yaml") },
      out: { type: "string", default: join(root, "packages") },
      check: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const folder = resolve(values.out);
  const output = await generate(values.spec, folder);
  if (!values.check) {
    const count = await write(output);
    const where = relative(process.cwd(), folder) || ".";
    console.log(count === 0 ? `${where} is up to date.` : `Wrote ${count} of ${output.files.size} files in ${where}.`);
    return 0;
  }
  const diffs = await check(output);
  if (diffs.length === 0) return 0;
  const command = ["node scripts/generate.ts", ...args.filter((arg) => arg !== "--check")].join(" ");
  console.error(`${diffs.join("\n\n")}\n\n${diffs.length} generated files are not up to date. Run: ${command}`);
  return 1;
}

if (import.meta.main) {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    // Wrong arguments and refused file operations have a code; anything else is a bug, and its stack helps.
    const isExpected = error instanceof SpecError || (error instanceof Error && "code" in error);
    console.error(isExpected ? error.message : error);
    process.exitCode = 1;
  }
}
