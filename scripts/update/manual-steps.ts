import type { Base } from "../diff/base.ts";
import type { Change } from "../diff/change.ts";
import type { Bump } from "../diff/verdicts.ts";
import { findMissingParts } from "../scaffold/missing-parts.ts";
import type { LoadedSpec } from "../spec/load-spec.ts";
import { formatOperation, listOperations } from "../spec/operations.ts";
import { readDocument } from "../spec/read-document.ts";
import { toSourceLocation } from "../spec/spec-error.ts";
import { isOlder, getNextVersion } from "./next-version.ts";
import { findStaleReferences } from "./stale-references.ts";
import { checkOldTests, checkSDK, type Problem } from "./type-check.ts";

interface ManualStepsInput {
  readonly base: Base;
  readonly spec: LoadedSpec;
  readonly changes: readonly Change[];
  readonly bump: Bump | "none";
}

export interface ManualSteps {
  readonly text: string;
  /** The number of steps that must be done; lines to review do not count. */
  readonly count: number;
}

/** Lists what no command can do: code that no longer compiles, the document's version, functions for new operations. */
export async function listManualSteps(input: ManualStepsInput): Promise<ManualSteps> {
  const { base, spec, changes, bump } = input;
  // A major change is expected to break existing code.
  const isExpected = bump === "major" || bump === "none" || base.commit === undefined;
  const [problems, oldTestProblems, parts] = await Promise.all([
    checkSDK(),
    isExpected ? [] : checkOldTests(base.commit),
    findMissingParts(spec.document),
  ]);
  const unexpected = oldTestProblems.filter(
    (one) => !problems.some(({ file, line }) => file === one.file && line === one.line),
  );
  const steps = [
    ...problems.map(formatProblem),
    ...(await listVersionSteps(base, spec, bump)),
    ...parts.map(({ file, step }) => `${file}: ${step}`),
  ];
  const references = (await findStaleReferences(changes)).filter(({ file, line }) => {
    return !problems.some((one) => one.file === file && one.line === line);
  });
  const sections = [
    formatSection("Manual steps:", steps),
    formatSection(
      "Compatible by the rules, but these earlier tests no longer compile. If the change is major, set that in the changeset:",
      unexpected.map(formatProblem),
    ),
    formatSection(
      "Review these lines, which contain a removed name:",
      references.map(({ file, line, name }) => `${file}:${line} ${name}`),
    ),
    formatSection("Only the raw client has these new operations, since they have no x-sdk-method:", listRawOnly(input)),
  ];
  const count = steps.length + unexpected.length;
  const isWritable = parts.some(({ add }) => add !== undefined);
  const end =
    count === 0
      ? "No manual steps left. Run: pnpm test"
      : `Then run pnpm regenerate again.${isWritable ? " With --scaffold, it writes the parts of operations from templates." : ""}`;
  return { text: `\n${[...sections.filter(Boolean), end].join("\n\n")}\n`, count };
}

/** A section shows at most this many lines. */
const maxLines = 30;

function formatSection(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  const more = lines.length > maxLines ? [`… and ${lines.length - maxLines} more`] : [];
  return `${title}\n${[...lines.slice(0, maxLines), ...more].map((line) => `  ${line}`).join("\n")}`;
}

/** Formats a problem with its location first, so that terminals and editors link it. */
function formatProblem({ file, line, column, message }: Problem): string {
  return `${file}:${line}:${column} ${message.replaceAll("\n", "\n  ")}`;
}

async function listVersionSteps(base: Base, spec: LoadedSpec, bump: Bump | "none"): Promise<string[]> {
  const [before = "", now = ""] = [base.spec.document.info?.version, spec.document.info?.version];
  const next = getNextVersion(before, bump);
  if (next === undefined || !isOlder(now, next)) return [];
  const { source } = await readDocument(spec.location);
  const { line, column } = toSourceLocation({ source, pointer: "#/info/version", reportOnKey: false });
  return [`${spec.name}:${line}:${column} Set info.version from ${now} to ${next} (see "Version" in spec/README.md).`];
}

function listRawOnly({ spec, changes }: ManualStepsInput): string[] {
  const added = new Set(changes.filter(({ kind }) => kind === "operation-added").map(({ name }) => name));
  const operations = listOperations(spec.document).filter(({ operation }) => operation["x-sdk-method"] === undefined);
  return operations.map(formatOperation).filter((name) => added.has(name));
}
