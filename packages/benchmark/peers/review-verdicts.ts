import type { Verdict } from "./case.ts";

/** The verdict of one case, as sent from a client's process. */
export interface CaseResult {
  readonly title: string;
  readonly verdict: Verdict;
}

/** Verdicts by client, then by the title of the case. `ours` is one of the clients. */
export type Verdicts = Readonly<Record<string, Readonly<Record<string, Verdict>>>>;

/**
 * Compares the verdicts with the expected failures.
 *
 * @param failing the peers that are expected to fail, by the title of the case
 * @returns the problems: ours does not pass, a verdict is missing, or the expectations do not match
 */
export function reviewVerdicts(
  verdicts: Verdicts,
  failing: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  const titles = new Set([...Object.keys(failing), ...Object.values(verdicts).flatMap((each) => Object.keys(each))]);
  const problems: string[] = [];
  for (const title of titles) {
    const known = failing[title] ?? [];
    if (known.length === 0) {
      problems.push(`${title}: no peer is expected to fail, so the case may not test anything`);
    }
    for (const [name, each] of Object.entries(verdicts)) {
      const verdict = each[title];
      const hasFailed = typeof verdict === "object";
      if (verdict === undefined) problems.push(`${title}: ${name} has no verdict`);
      else if (name === "ours" && verdict !== "pass") problems.push(`${title}: ours ${formatVerdict(verdict)}`);
      else if (hasFailed && name !== "ours" && !known.includes(name)) {
        problems.push(`${title}: ${name} fails unexpectedly`);
      } else if (!hasFailed && known.includes(name)) problems.push(`${title}: ${name} no longer fails`);
    }
  }
  return problems;
}

function formatVerdict(verdict: Verdict): string {
  return typeof verdict === "string" ? `is ${verdict}` : `fails: ${verdict.failure}`;
}
