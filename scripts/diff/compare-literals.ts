import { truncateList } from "../lib/text.ts";
import { bases, isOpen, valuesOf, type Base } from "../shapes/literals.ts";
import type { Shape } from "../shapes/shape.ts";
import type { Finding } from "./change.ts";

/** What changed in the values that are listed. A list is open if it stands beside its own type. */
export function compareValues(a: Shape, b: Shape): Finding[] {
  return bases.flatMap((base) => compareBase(a, b, base));
}

function compareBase(a: Shape, b: Shape, base: Base): Finding[] {
  const [before, after] = [valuesOf(a, base), valuesOf(b, base)];
  const [wasOpen, isOpenNow] = [isOpen(a, base), isOpen(b, base)];
  // One of them does not know the type at all: that is a change of type.
  if ((!wasOpen && before.length === 0) || (!isOpenNow && after.length === 0)) return [];
  if (wasOpen && !isOpenNow) return [{ kind: "enum-closed", before: base, after: list(after) }];
  const removed = before.filter((value) => !after.includes(value));
  const added = after.filter((value) => !before.includes(value));
  const isClosed = !wasOpen && !isOpenNow;
  const findings: Finding[] = [];
  if (!wasOpen && isOpenNow) findings.push({ kind: "enum-opened", after: base });
  if (removed.length > 0)
    findings.push({ kind: isClosed ? "value-removed" : "known-value-removed", before: list(removed) });
  if (added.length > 0) findings.push({ kind: isClosed ? "value-added" : "known-value-added", after: list(added) });
  return findings;
}

function list(values: readonly string[]): string {
  return truncateList(values).join(", ");
}
