import { join } from "node:path";
import { parseArgs } from "node:util";
import { compareWires } from "./import/compare-wires.ts";
import { findOperation, selectOperations, type OperationQuery } from "./import/find-operation.ts";
import { formatFindings } from "./import/findings.ts";
import { readWire } from "./import/wire.ts";
import { InputError, runMain } from "./lib/cli.ts";
import { toDisplayPath, repositoryRoot } from "./lib/paths.ts";
import { normalizeSpec } from "./shapes/normalized-spec.ts";
import { loadSpec } from "./spec/load-spec.ts";
import { formatOperation } from "./spec/operations.ts";

const help = `Compares our operations with another document of the service: what is missing here, different, or only here.
It writes nothing: recorded responses decide which document is right.

  pnpm spec:import FILE_OR_URL [--operation METHOD PATH [--path PATH]]

  FILE_OR_URL              an OpenAPI 3 document, JSON or YAML
  --operation METHOD PATH  compare only this operation of ours
  --path PATH              its path there, if ours does not match exactly one
  --help                   show this text

Operations are matched by path and schemas by their path on the wire, not by name. Bounds are not compared.
Exit code: 0 for any differences, 2 for wrong arguments or an invalid document.
`;

async function main(args: string[]): Promise<number> {
  const { file, query, theirPath } = readArguments(args);
  if (file === undefined) throw new InputError("Expected a document: pnpm spec:import FILE_OR_URL");
  const [own, other] = [await loadSpec(join(repositoryRoot, "spec/openapi.yaml")), await loadSpec(file)];
  const [ours, theirs] = [normalizeSpec(own.document), normalizeSpec(other.document)];
  const name = toDisplayPath(other.location);
  const problems: string[] = [];
  const reports = selectOperations(ours.document, query, own.name).flatMap((operation) => {
    const found = findOperation(theirs.document, { method: operation.method, path: theirPath ?? operation.path });
    if (typeof found === "string") {
      problems.push(found);
      return [];
    }
    const findings = compareWires({ ...ours, ...readWire(ours, operation) }, { ...theirs, ...readWire(theirs, found) });
    const title = `${name}, ${formatOperation(found)}, compared with ${own.name}, ${formatOperation(operation)}`;
    return formatFindings(title, findings);
  });
  if (reports.length === 0) throw new InputError(problems.map((problem) => `${name}: ${problem}`).join("\n"));
  const missing = problems.length === 0 ? [] : [`Not compared (${problems.length})\n  ${problems.join("\n  ")}`];
  process.stdout.write(`${[...reports, ...missing, end].join("\n\n")}\n`);
  return 0;
}

const end = "Nothing was written. Recorded responses decide which document is right; see spec/README.md.";

interface Arguments {
  readonly file: string | undefined;
  readonly query: OperationQuery | undefined;
  readonly theirPath: string | undefined;
}

/** `--operation` takes two words; `parseArgs` returns the second one as a positional argument. */
function readArguments(args: string[]): Arguments {
  const { values, tokens } = parseArgs({
    args,
    allowPositionals: true,
    tokens: true,
    options: { operation: { type: "string" }, path: { type: "string" } },
  });
  const at = tokens.findIndex((token) => token.kind === "option" && token.name === "operation");
  const positionals = tokens.flatMap((token, index) =>
    token.kind === "positional" ? [{ index, value: token.value }] : [],
  );
  const path = at < 0 ? undefined : positionals.find(({ index }) => index === at + 1)?.value;
  if (values.operation !== undefined && path?.startsWith("/") !== true) {
    throw new InputError("--operation must be a method and a path: --operation POST /chat/completions");
  }
  const [file, ...more] = positionals.filter(({ index }) => at < 0 || index !== at + 1).map(({ value }) => value);
  if (more.length > 0) throw new InputError(`Expected one document, got ${[file, ...more].join(", ")}`);
  const query = path === undefined ? undefined : { method: values.operation ?? "", path };
  if (values.path !== undefined && query === undefined) {
    throw new InputError("--path needs --operation, the operation of ours that it is for");
  }
  return { file, query, theirPath: values.path };
}

if (import.meta.main) await runMain(main, { help });
