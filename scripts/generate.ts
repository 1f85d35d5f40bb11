import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { generatePackages } from "./codegen/generate-packages.ts";
import { check, write } from "./codegen/output.ts";
import { runMain } from "./lib/cli.ts";
import { repositoryRoot } from "./lib/paths.ts";
import { formatWarnings } from "./spec/validate/problems.ts";

const help = `Generates the types and the client from an OpenAPI 3 document.

  node scripts/generate.ts [--check] [--strict] [--spec FILE_OR_URL] [--out DIR]

  --spec FILE_OR_URL  the document, JSON or YAML            (default: spec/openapi.yaml)
  --out DIR           the folder of types/ and client/      (default: packages)
  --check             write nothing; show a diff and exit with 1 if a file is not up to date
  --strict            treat warnings as errors, as always without --spec
  --help              show this text
`;

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      spec: { type: "string" },
      out: { type: "string", default: join(repositoryRoot, "packages") },
      check: { type: "boolean", default: false },
      strict: { type: "boolean", default: false },
    },
  });
  const folder = resolve(values.out);
  const { spec = join(repositoryRoot, "spec/openapi.yaml") } = values;
  const output = await generatePackages(spec, folder, { strict: values.strict || values.spec === undefined });
  if (output.warnings.length > 0) console.error(formatWarnings(output.warnings));
  if (!values.check) {
    const count = write(output);
    const where = relative(process.cwd(), folder) || ".";
    console.log(count === 0 ? `${where} is up to date.` : `Wrote ${count} of ${output.files.size} files in ${where}.`);
    return 0;
  }
  const diffs = check(output);
  if (diffs.length === 0) return 0;
  const command = ["node scripts/generate.ts", ...args.filter((arg) => arg !== "--check")].join(" ");
  console.error(`${diffs.join("\n\n")}\n\n${diffs.length} generated files are not up to date. Run: ${command}`);
  return 1;
}

if (import.meta.main) await runMain(main, { help, exitCodes: { input: 1, bug: 1 } });
