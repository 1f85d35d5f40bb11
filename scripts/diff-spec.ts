import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadBase } from "./diff/base.ts";
import { compareDocuments } from "./diff/compare-documents.ts";
import { reportJSON, reportMarkdown, reportText } from "./diff/report.ts";
import { runMain } from "./lib/cli.ts";
import { toDisplayPath, repositoryRoot } from "./lib/paths.ts";
import { loadSpec } from "./spec/load-spec.ts";

const help = `Shows what changed in the OpenAPI document, and whether it breaks users of the packages.

  pnpm spec:diff [REF|FILE] [--json | --markdown] [--spec FILE]

  REF|FILE     compared with: a git revision, or another document  (the last release, else HEAD)
  --json       for programs
  --markdown   for a pull request
  --spec FILE  the new document                                     (spec/openapi.yaml)
  --help       this text

It exits with 0, whatever changed; with 2 if there is nothing to compare.
`;

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      markdown: { type: "boolean", default: false },
      spec: { type: "string", default: join(repositoryRoot, "spec/openapi.yaml") },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const spec = await loadSpec(values.spec);
  const base = await loadBase(positionals);
  const changes = compareDocuments(base.spec.document, spec.document);
  const report = values.json ? reportJSON : values.markdown ? reportMarkdown : reportText;
  process.stdout.write(report({ base: base.name, spec: toDisplayPath(spec.location), changes }));
  return 0;
}

if (import.meta.main) await runMain(main);
