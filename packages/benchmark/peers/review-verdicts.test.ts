import { expect, test } from "vitest";
import type { Verdict } from "./case.ts";
import { reviewVerdicts } from "./review-verdicts.ts";

const failed: Verdict = { failure: "no error" };

test.for<
  readonly [name: string, ours: Verdict | undefined, peer: Verdict | undefined, known: string[], problems: string[]]
>([
  ["nothing when ours passes and the peer fails as expected", "pass", failed, ["peer"], []],
  ["that ours fails", failed, failed, ["peer"], ["case: ours fails: no error"]],
  ["that the case does not apply to ours", "n.a.", failed, ["peer"], ["case: ours is n.a."]],
  ["that a peer has fixed the case", "pass", "pass", ["peer"], ["case: peer no longer fails"]],
  ["that the case no longer applies to a peer", "pass", "n.a.", ["peer"], ["case: peer no longer fails"]],
  [
    "that a peer fails unexpectedly",
    "pass",
    failed,
    [],
    ["case: no peer is expected to fail, so the case may not test anything", "case: peer fails unexpectedly"],
  ],
  ["that a peer has no verdict", "pass", undefined, ["peer"], ["case: peer has no verdict"]],
  ["that ours has no verdict", undefined, failed, ["peer"], ["case: ours has no verdict"]],
])("reviewVerdicts reports %s", ([, ours, peer, known, problems]) => {
  expect(reviewVerdicts({ ours: toVerdicts(ours), peer: toVerdicts(peer) }, { case: known })).toEqual(problems);
});

test("reviewVerdicts reports a case without expectations", () => {
  const verdicts = { ours: { new: "pass" }, peer: { new: "pass" } } as const;
  expect(reviewVerdicts(verdicts, {})).toEqual(["new: no peer is expected to fail, so the case may not test anything"]);
});

function toVerdicts(verdict: Verdict | undefined): Record<string, Verdict> {
  return verdict ? { case: verdict } : {};
}
