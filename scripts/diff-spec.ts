import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadBase } from "./diff/base.ts";
import { compareDocuments } from "./diff/compare-documents.ts";
import { formatJSON, formatMarkdown, formatText } from "./diff/report.ts";
import { runMain } from "./lib/cli.ts";
import { toDisplayPath, repositoryRoot } from "./lib/paths.ts";
import { loadSpec } from "./spec/load-spec.ts";

const help = `Shows what changed in the OpenAPI document, and which changes break users of the packages.

  pnpm spec:diff [REF|FILE] [--json | --markdown] [--spec FILE]

  REF|FILE     git revision or document to compare with  (default: the last release, else HEAD)
  --json       print JSON for programs
  --markdown   print Markdown for a pull request
  --spec FILE  the new document                           (default: spec/openapi.yaml)
  --help       show this text

Exit code: 0 for any changes, 2 for wrong arguments or an invalid document.
`;

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      markdown: { type: "boolean", default: false },
      spec: { type: "string", default: join(repositoryRoot, "spec/openapi.yaml") },
    },
  });
  const spec = await loadSpec(values.spec);
  const base = await loadBase(positionals);
  const changes = compareDocuments(base.spec.document, spec.document);
  const report = values.json ? formatJSON : values.markdown ? formatMarkdown : formatText;
  process.stdout.write(report({ base: base.name, spec: toDisplayPath(spec.location), changes }));
  return 0;
}

if (import.meta.main) await runMain(main, { help });
