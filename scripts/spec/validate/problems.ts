import type { NormalizedProblem } from "@redocly/openapi-core";
import { SpecError, placeOf } from "../spec-error.ts";

const advice: Record<string, string> = {
  struct: "The OpenAPI specification says what may stand there; `npx redocly lint FILE` shows every such place.",
  "spec/resolved-refs": "Correct the reference, or add what it points to.",
  "spec/unique-operation-id": "Rename one of them: the id names the operation in the generated code.",
  "spec/supported-keywords": "Write it in a way that a TypeScript type can express.",
};

/** Throws the first problem as one message; the others are counted, since one mistake often causes many. */
export function throwFirst(problems: readonly NormalizedProblem[]): void {
  const severe = problems.filter((one) => one.ruleId !== "struct" || isMisshapen(one));
  const [problem] = severe;
  if (problem === undefined) return;
  const [location] = problem.location;
  const others = new Set(severe.map(({ message }) => message)).size - 1;
  const more = others === 0 ? "" : ` (and ${others} more)`;
  throw new SpecError(`${problem.message.replace(/\.$/, "")}${more}`, {
    ...(location === undefined ? {} : { place: placeOf(location) }),
    advice: adviceFor(problem),
  });
}

function adviceFor({ ruleId, suggest }: NormalizedProblem): string {
  if (suggest.length === 0) return advice[ruleId] ?? "Correct it there.";
  return ruleId === "struct" ? `Did you mean ${suggest.join(", ")}?` : suggest.join(" ");
}

/**
 * Is the document wrong in a way that leaves open what it means? Published documents have many small faults whose
 * meaning is clear, fields that don't belong there, `nullable` without `type`, `type: "null"` in 3.0, a missing
 * description: those are for a linter to mention.
 */
function isMisshapen({ message, location: [location] }: NormalizedProblem): boolean {
  const key = location?.pointer?.split("/").at(-1) ?? "";
  // Redocly takes a property that is called `constructor` for the method of every object.
  const isInherited = key in Object.prototype;
  const isHarmless =
    isInherited ||
    /^Expected type `(?:number|integer|boolean)`|^Expected type `Schema` \(object\) but got `null`/.test(message);
  return (
    !isHarmless &&
    /^Expected type |^The field `(?:name|in|url|propertyName)` must be present|^`in` can be one of/.test(message)
  );
}
