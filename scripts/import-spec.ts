import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { compareOperationShapes } from "./import/compare-operation-shapes.ts";
import { applyDecisions, readDecisions } from "./import/decisions.ts";
import { groupFindings, selectDifferences, type Difference, type LocatedFinding } from "./import/differences.ts";
import { findOperation, findOwnOperation, type OperationQuery } from "./import/find-operation.ts";
import { locate } from "./import/locate.ts";
import { formatJSON, formatText, type Report } from "./import/report.ts";
import { readOperationShapes } from "./import/operation-shapes.ts";
import { InputError, runMain } from "./lib/cli.ts";
import { toDisplayPath, repositoryRoot } from "./lib/paths.ts";
import { normalizeSpec } from "./shapes/normalized-spec.ts";
import { loadSpec } from "./spec/load-spec.ts";
import { formatOperation, listOperations } from "./spec/operations.ts";
import { readDocument } from "./spec/read-document.ts";
import { toSourceLocation } from "./spec/spec-error.ts";

const help = `Compares our operations with another document of the service: what is missing here, different, or only here.
Differences that are decided in spec/import-decisions.yaml are not shown. It writes nothing.

  pnpm spec:import FILE_OR_URL [--operation METHOD PATH [--path PATH]] [--decisions FILE] [--json]

  FILE_OR_URL              an OpenAPI 3 document, JSON or YAML
  --operation METHOD PATH  compare only this operation of spec/openapi.yaml
  --path PATH              its path in the other document, if it does not match exactly one
  --decisions FILE         differences that are decided  (default: spec/import-decisions.yaml)
  --json                   print the report as JSON
  --help                   show this text

Operations are matched by path, and schemas by where they are used, not by name. Bounds are not compared.
Exit code: 0 for any differences, 2 for wrong arguments or an invalid document.
`;

const specPath = join(repositoryRoot, "spec/openapi.yaml");

async function main(args: string[]): Promise<number> {
  const { file, query, theirPath, decisionsFile, isJSON } = readArguments(args);
  if (file === undefined) throw new InputError("Expected a document: pnpm spec:import FILE_OR_URL");
  const [own, other, decisions] = [await loadSpec(specPath), await loadSpec(file), await readDecisions(decisionsFile)];
  // `normalizeSpec` mutates the documents, and locations are those of the files.
  const [ourSource, theirSource] = [structuredClone(own.document), structuredClone(other.document)];
  const [ours, theirs] = [normalizeSpec(own.document), normalizeSpec(other.document)];
  const name = toDisplayPath(other.location);
  const selected = query === undefined ? undefined : formatOperation(findOwnOperation(ours.document, query, own.name));
  const problems: string[] = [];
  const operations: Report["operations"][number][] = [];
  // All are compared, even if one is selected: a decision can name a difference by its path in another operation.
  const findings = listOperations(ours.document).flatMap((operation): LocatedFinding[] => {
    const title = formatOperation(operation);
    const path = title === selected && theirPath !== undefined ? theirPath : operation.path;
    const found = findOperation(theirs.document, { method: operation.method, path });
    const isShown = selected === undefined || title === selected;
    if (typeof found === "string") {
      if (isShown) problems.push(found);
      return [];
    }
    if (isShown) operations.push({ ours: title, theirs: formatOperation(found) });
    const shapes = [
      { ...ours, ...readOperationShapes(ours, operation) },
      { ...theirs, ...readOperationShapes(theirs, found) },
    ] as const;
    return compareOperationShapes(...shapes).map((finding): LocatedFinding => {
      const [here, there] = [locate(ourSource, operation, finding.path), locate(theirSource, found, finding.path)];
      return Object.assign({}, finding, { operation: title, here, there });
    });
  });
  if (operations.length === 0) throw new InputError(problems.map((problem) => `${name}: ${problem}`).join("\n"));
  const outcome = applyDecisions(groupFindings(findings), decisions, {
    operations: new Set(operations.map((operation) => operation.ours)),
    isComplete: operations.length === listOperations(ours.document).length,
  });
  const select = (differences: readonly Difference[]): readonly Difference[] => {
    return selected === undefined ? differences : selectDifferences(differences, selected);
  };
  const report: Report = {
    open: select(outcome.open),
    decided: select(outcome.decided),
    stale: outcome.stale,
    ours: own.name,
    theirs: name,
    decisions: toDisplayPath(decisionsFile),
    operations,
    problems,
    formatHere: await createFormatter(own.location),
    formatThere: await createFormatter(other.location),
  };
  process.stdout.write(isJSON ? formatJSON(report) : formatText(report));
  return 0;
}

/** Creates a function that formats the location of a JSON pointer in a document: `spec/openapi.yaml:12:9`. */
async function createFormatter(location: string): Promise<(pointer: string) => string> {
  const { source } = await readDocument(location);
  return (pointer) => {
    const { file, line, column } = toSourceLocation({ source, pointer, reportOnKey: true });
    return [file, line, column].filter((part) => part !== undefined).join(":");
  };
}

interface Arguments {
  readonly file: string | undefined;
  readonly query: OperationQuery | undefined;
  readonly theirPath: string | undefined;
  readonly decisionsFile: string;
  readonly isJSON: boolean;
}

/** `--operation` takes two words; `parseArgs` returns the second one as a positional argument. */
function readArguments(args: string[]): Arguments {
  const { values, tokens } = parseArgs({
    args,
    allowPositionals: true,
    tokens: true,
    options: {
      operation: { type: "string" },
      path: { type: "string" },
      decisions: { type: "string" },
      json: { type: "boolean" },
    },
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
    throw new InputError("--path requires --operation, the operation that it is for");
  }
  const decisionsFile = resolve(values.decisions ?? join(repositoryRoot, "spec/import-decisions.yaml"));
  return { file, query, theirPath: values.path, decisionsFile, isJSON: values.json === true };
}

if (import.meta.main) await runMain(main, { help });
