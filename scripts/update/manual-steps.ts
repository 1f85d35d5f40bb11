import type { Base } from "../diff/base.ts";
import type { Change } from "../diff/change.ts";
import type { Bump } from "../diff/policy.ts";
import type { LoadedSpec } from "../spec/load-spec.ts";
import { readDocument } from "../spec/read-document.ts";
import { placeOf } from "../spec/spec-error.ts";
import { isBefore, nextVersion } from "./next-version.ts";
import { findMentions } from "./stale-references.ts";
import { checkOldTests, checkSDK, type Problem } from "./type-check.ts";

interface Given {
  readonly base: Base;
  readonly spec: LoadedSpec;
  readonly changes: readonly Change[];
  readonly bump: Bump | "none";
}

export interface LeftToDo {
  readonly text: string;
  /** How many things a person must mend; what they should look at does not count. */
  readonly count: number;
}

/** What no command can do: code that no longer fits, the document's version, functions for new operations. */
export async function leftToDo({ base, spec, changes, bump }: Given): Promise<LeftToDo> {
  // When the changes are said to break code, that old code breaks is no news.
  const isSilent = bump === "major" || bump === "none" || base.commit === undefined;
  const [problems, guard] = await Promise.all([checkSDK(), isSilent ? [] : checkOldTests(base.commit)]);
  const surprises = guard.filter((one) => !problems.some(({ file, line }) => file === one.file && line === one.line));
  const todo = [...problems.map(problemLine), ...(await versionLines(base, spec, bump)), ...operationLines(changes)];
  const mentions = (await findMentions(changes)).filter(({ file, line }) => {
    return !problems.some((one) => one.file === file && one.line === line);
  });
  const sections = [
    section("Left to do by hand:", todo),
    section(
      "Compatible by the rules, but tests from before no longer compile. Is it major after all? Then say so in the changeset:",
      surprises.map(problemLine),
    ),
    section(
      "Look at these lines too, which name what is gone:",
      mentions.map(({ file, line, word }) => `${file}:${line} ${word}`),
    ),
  ];
  const count = todo.length + surprises.length;
  const end = count === 0 ? "Nothing is left to do by hand. Run: pnpm spec:lint, pnpm test" : "Then run it again.";
  return { text: `\n${[...sections.filter(Boolean), end].join("\n\n")}\n`, count };
}

/** Nobody reads more lines at a time than this. */
const most = 30;

function section(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  const more = lines.length > most ? [`… and ${lines.length - most} more`] : [];
  return `${title}\n${[...lines.slice(0, most), ...more].map((line) => `  ${line}`).join("\n")}`;
}

/** The place first, so that terminals and editors link it. */
function problemLine({ file, line, column, message }: Problem): string {
  return `${file}:${line}:${column} ${message.replaceAll("\n", "\n  ")}`;
}

async function versionLines(base: Base, spec: LoadedSpec, bump: Bump | "none"): Promise<string[]> {
  const [before = "", now = ""] = [base.spec.document.info?.version, spec.document.info?.version];
  const wanted = nextVersion(before, bump);
  if (wanted === undefined || !isBefore(now, wanted)) return [];
  const { source } = await readDocument(spec.location);
  const { line, column } = placeOf({ source, pointer: "#/info/version", reportOnKey: false });
  return [`${spec.name}:${line}:${column} Set info.version, now ${now}, to ${wanted} (spec/README.md, "Version").`];
}

function operationLines(changes: readonly Change[]): string[] {
  const added = changes.filter(({ kind }) => kind === "operation-added");
  return added.map(
    ({ name }) => `packages/sdk/src/funcs: ${name} has no function yet; the raw client knows it already`,
  );
}
