import { join } from "node:path";
import { parseArgs } from "node:util";
import { compareWires } from "./import/compare-wires.ts";
import { findOperation, getOnlyOperation, type OperationQuery } from "./import/find-operation.ts";
import { formatFindings } from "./import/findings.ts";
import { readWire } from "./import/wire.ts";
import { InputError, runMain } from "./lib/cli.ts";
import { toDisplayPath, repositoryRoot } from "./lib/paths.ts";
import { normalizeSpec } from "./shapes/normalized-spec.ts";
import { loadSpec } from "./spec/load-spec.ts";
import { formatOperation } from "./spec/operations.ts";

const help = `Compares our operation with another document of the service: what is missing here, different, or only here.
It writes nothing: recorded responses decide which document is right.

  pnpm spec:import FILE_OR_URL [--operation METHOD PATH]

  FILE_OR_URL              an OpenAPI 3.0 or 3.1 document, JSON or YAML
  --operation METHOD PATH  the operation there, if our path does not match exactly one
  --help                   show this text

Operations are matched by path and schemas by their path on the wire, not by name. Bounds are not compared.
Exit code: 0 for any differences, 2 for wrong arguments or an invalid document.
`;

async function main(args: string[]): Promise<number> {
  const { file, query } = readArguments(args);
  if (file === undefined) throw new InputError("Expected a document: pnpm spec:import FILE_OR_URL");
  const [own, other] = [await loadSpec(join(repositoryRoot, "spec/openapi.yaml")), await loadSpec(file)];
  const [ours, theirs] = [normalizeSpec(own.document), normalizeSpec(other.document)];
  const name = toDisplayPath(other.location);
  const operation = getOnlyOperation(ours.document, own.name);
  const found = findOperation(theirs.document, query ?? operation, name);
  const findings = compareWires({ ...ours, ...readWire(ours, operation) }, { ...theirs, ...readWire(theirs, found) });
  const title = `${name}, ${formatOperation(found)}, compared with ${own.name}, ${formatOperation(operation)}`;
  process.stdout.write(formatFindings(title, findings));
  return 0;
}

interface Arguments {
  readonly file: string | undefined;
  readonly query: OperationQuery | undefined;
}

/** `--operation` takes two words; `parseArgs` returns the second one as a positional argument. */
function readArguments(args: string[]): Arguments {
  const { values, tokens } = parseArgs({
    args,
    allowPositionals: true,
    tokens: true,
    options: { operation: { type: "string" } },
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
  return { file, query };
}

if (import.meta.main) await runMain(main, { help });
