import { expect, test } from "vitest";
import type { Verdict } from "./case.ts";
import { review } from "./review-verdicts.ts";

const wrong: Verdict = { wrong: "no error" };

test.for<
  readonly [what: string, ours: Verdict | undefined, peer: Verdict | undefined, known: string[], said: string[]]
>([
  ["a case that bites", "right", wrong, ["peer"], []],
  ["ours wrong", wrong, wrong, ["peer"], ["case: ours is wrong: no error"]],
  ["ours without an answer", "n.a.", wrong, ["peer"], ["case: ours is n.a."]],
  ["a peer that fixed the case", "right", "right", ["peer"], ["case: peer has fixed it"]],
  ["a peer that no longer takes part", "right", "n.a.", ["peer"], ["case: peer has fixed it"]],
  [
    "a peer that fails unexpectedly",
    "right",
    wrong,
    [],
    ["case: no peer is known to fail it, so it proves nothing", "case: peer fails it too"],
  ],
  ["a peer that broke down", "right", undefined, ["peer"], ["case: peer gave no verdict"]],
  ["ours broken down", undefined, wrong, ["peer"], ["case: ours gave no verdict"]],
])("%s", ([, ours, peer, known, said]) => {
  expect(review({ ours: of(ours), peer: of(peer) }, { case: known })).toEqual(said);
});

test("a case that the table does not know proves nothing", () => {
  const verdicts = { ours: { new: "right" }, peer: { new: "right" } } as const;
  expect(review(verdicts, {})).toEqual(["new: no peer is known to fail it, so it proves nothing"]);
});

function of(verdict: Verdict | undefined): Record<string, Verdict> {
  return verdict ? { case: verdict } : {};
}
