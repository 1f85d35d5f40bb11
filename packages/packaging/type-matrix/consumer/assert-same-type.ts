/** Compiles with `true` only where the two types are the same, and neither of them is `any`. */
export function same<A, B>(_verdict: Same<A, B>): void {}

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? (0 extends 1 & A ? "any" : true) : false;
