import { join } from "node:path";
import { parseDiffArguments, type DiffArguments, type Failure } from "./diff/arguments.ts";
import { loadBase } from "./diff/base.ts";
import type { Change } from "./diff/change.ts";
import { compareDocuments } from "./diff/compare-documents.ts";
import { formatJSON, formatMarkdown, formatText } from "./diff/report.ts";
import { selectPaths } from "./diff/select-paths.ts";
import { runMain } from "./lib/cli.ts";
import { toDisplayPath, repositoryRoot } from "./lib/paths.ts";
import { loadSpec } from "./spec/load-spec.ts";
import type { OpenAPIDocument } from "./spec/openapi.ts";

const help = `Shows what changed in the OpenAPI document, and which changes break users of the packages.

  pnpm spec:diff [OLD [NEW]] [--json | --markdown] [--path PATTERN] [--fail-on breaking|compatible|none]

  OLD             git revision or file to compare with  (default: the last release, else HEAD)
  NEW             git revision or file with the changes (default: spec/openapi.yaml); --spec NEW is the same
  --json          print JSON for programs
  --markdown      print Markdown for a comment on a pull request, up to 65,536 characters
  --path PATTERN  only compare these paths and webhooks, with the components that they use; * stands for any text
  --fail-on WHAT  exit with 1 for breaking changes, or for breaking and compatible ones (default: none)
  --help          show this text

Exit code: 0, 1 for changes that --fail-on names, 2 for wrong arguments or an invalid document.
`;

async function main(args: string[]): Promise<number> {
  const given = parseDiffArguments(args);
  const { name, document } = await loadNew(given);
  const base = await loadBase(given.base === undefined ? [] : [given.base]);
  const documents = [base.spec.document, document] as const;
  if (given.path !== undefined) selectPaths(documents, given.path);
  const changes = compareDocuments(...documents);
  const format = { json: formatJSON, markdown: formatMarkdown, text: formatText }[given.format];
  process.stdout.write(format({ base: base.name, spec: name, changes }));
  return isFailure(changes, given.failOn) ? 1 : 0;
}

/** Reads the new document: a revision or a file, a file or URL after `--spec`, or the document of the working tree. */
async function loadNew({ next, spec }: DiffArguments): Promise<{ name: string; document: OpenAPIDocument }> {
  if (next !== undefined) {
    const found = await loadBase([next]);
    return { name: found.name, document: found.spec.document };
  }
  const { location, document } = await loadSpec(spec ?? join(repositoryRoot, "spec/openapi.yaml"));
  return { name: toDisplayPath(location), document };
}

function isFailure(changes: readonly Change[], failOn: Failure): boolean {
  if (failOn === "none") return false;
  return changes.some(({ bump }) => bump === "major" || (failOn === "compatible" && bump === "minor"));
}

if (import.meta.main) await runMain(main, { help });
