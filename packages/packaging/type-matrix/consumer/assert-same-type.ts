/** Compiles with `true` only if the two types are identical and neither is `any`. */
export function assertSameType<A, B>(_isSame: Same<A, B>): void {}

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? (0 extends 1 & A ? "any" : true) : false;
