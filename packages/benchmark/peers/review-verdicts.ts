import type { Verdict } from "./case.ts";

export interface Result {
  readonly title: string;
  readonly verdict: Verdict;
}

/** Verdicts by contestant, then by the title of the case. `ours` is one of the contestants. */
export type Verdicts = Readonly<Record<string, Readonly<Record<string, Verdict>>>>;

/** What is not as it should be, a line each: ours is wrong, a case proves nothing, or the table of failures is off. */
export function review(verdicts: Verdicts, failing: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const titles = new Set([...Object.keys(failing), ...Object.values(verdicts).flatMap((each) => Object.keys(each))]);
  const complaints: string[] = [];
  for (const title of titles) {
    const known = failing[title] ?? [];
    if (known.length === 0) complaints.push(`${title}: no peer is known to fail it, so it proves nothing`);
    for (const [name, each] of Object.entries(verdicts)) {
      const verdict = each[title];
      const isWrong = typeof verdict === "object";
      if (verdict === undefined) complaints.push(`${title}: ${name} gave no verdict`);
      else if (name === "ours" && verdict !== "right") complaints.push(`${title}: ours is ${words(verdict)}`);
      else if (isWrong && name !== "ours" && !known.includes(name)) complaints.push(`${title}: ${name} fails it too`);
      else if (!isWrong && known.includes(name)) complaints.push(`${title}: ${name} has fixed it`);
    }
  }
  return complaints;
}

function words(verdict: Verdict): string {
  return typeof verdict === "string" ? verdict : `wrong: ${verdict.wrong}`;
}
