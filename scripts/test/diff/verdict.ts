import type { Change } from "../../diff/change.ts";

/** A change with all that a report tells of it, on a line or two. */
export function verdict({ isBreaking, bump, direction, name, text, why, description }: Change): string {
  const reasons = [why, description].filter(Boolean).map((more) => `\n  ${more}`);
  return `${isBreaking ? "BREAKING" : "compatible"}, ${bump} (${direction}): ${name} ${text}${reasons.join("")}`;
}
