import { join } from "node:path";
import { parseArgs } from "node:util";
import { compareWires } from "./import/compare-wires.ts";
import { findOperation, onlyOperation, type Wanted } from "./import/find-operation.ts";
import { reportFindings } from "./import/findings.ts";
import { wireOf } from "./import/wire.ts";
import { InputError, runMain } from "./lib/cli.ts";
import { toDisplayPath, repositoryRoot } from "./lib/paths.ts";
import { sideOf } from "./shapes/normalized-spec.ts";
import { loadSpec } from "./spec/load-spec.ts";
import { formatOperation } from "./spec/operations.ts";

const help = `Shows what another document of the service says about our operation: what ours lacks, contradicts or has beyond it.
It writes nothing: what is right, the wire decides.

  pnpm spec:import FILE_OR_URL [--operation METHOD PATH]

  FILE_OR_URL              an OpenAPI 3.0 or 3.1 document, JSON or YAML
  --operation METHOD PATH  the operation there, if it is not found by the path of ours
  --help                   this text

Operations are found by their path, schemas by their place on the wire: names don't matter. Bounds are not compared.
It exits with 0, whatever it finds; with 2 if there is nothing to compare.
`;

async function main(args: string[]): Promise<number> {
  const { file, wanted, isHelp } = readArguments(args);
  if (isHelp) {
    process.stdout.write(help);
    return 0;
  }
  if (file === undefined) throw new InputError("Which document? pnpm spec:import FILE_OR_URL");
  const [own, other] = [await loadSpec(join(repositoryRoot, "spec/openapi.yaml")), await loadSpec(file)];
  const [ours, theirs] = [sideOf(own.document), sideOf(other.document)];
  const name = toDisplayPath(other.location);
  const operation = onlyOperation(ours.document, own.name);
  const found = findOperation(theirs.document, wanted ?? operation, name);
  const findings = compareWires({ ...ours, ...wireOf(ours, operation) }, { ...theirs, ...wireOf(theirs, found) });
  const title = `${name}, ${formatOperation(found)}, compared with ${own.name}, ${formatOperation(operation)}`;
  process.stdout.write(reportFindings(title, findings));
  return 0;
}

interface Arguments {
  readonly file: string | undefined;
  readonly wanted: Wanted | undefined;
  readonly isHelp: boolean;
}

/** `--operation` takes two words; parseArgs gives the second as a positional argument. */
function readArguments(args: string[]): Arguments {
  const { values, tokens } = parseArgs({
    args,
    allowPositionals: true,
    tokens: true,
    options: { operation: { type: "string" }, help: { type: "boolean", default: false } },
  });
  const at = tokens.findIndex((token) => token.kind === "option" && token.name === "operation");
  const positionals = tokens.flatMap((token, index) =>
    token.kind === "positional" ? [{ index, value: token.value }] : [],
  );
  const path = at < 0 ? undefined : positionals.find(({ index }) => index === at + 1)?.value;
  if (values.operation !== undefined && path?.startsWith("/") !== true) {
    throw new InputError("--operation takes a method and a path: --operation POST /chat/completions");
  }
  const [file, ...more] = positionals.filter(({ index }) => at < 0 || index !== at + 1).map(({ value }) => value);
  if (more.length > 0) throw new InputError(`One document at a time: ${[file, ...more].join(", ")}`);
  const wanted = path === undefined ? undefined : { method: values.operation ?? "", path };
  return { file, wanted, isHelp: values.help };
}

if (import.meta.main) await runMain(main);
