import type { NormalizedProblem } from "@redocly/openapi-core";
import { SpecError, toSourceLocation } from "../spec-error.ts";

const advice: Record<string, string> = {
  struct: "See the OpenAPI specification for what is allowed there. `npx redocly lint FILE` lists every such problem.",
  "spec/resolved-refs": "Fix the reference, or add its target.",
  "spec/unique-operation-id": "Rename one of them: the generated code names operations by their id.",
  "spec/supported-keywords": "Use a form that a TypeScript type can express.",
};

/**
 * Throws the first problem, with the number of the others: one mistake often causes many.
 *
 * @throws {@link SpecError}
 */
export function throwFirstProblem(problems: readonly NormalizedProblem[]): void {
  const severe = problems.filter((one) => one.ruleId !== "struct" || isMalformed(one));
  const [problem] = severe;
  if (problem === undefined) return;
  const [location] = problem.location;
  const others = new Set(severe.map(({ message }) => message)).size - 1;
  const more = others === 0 ? "" : ` (and ${others} more)`;
  throw new SpecError(`${problem.message.replace(/\.$/, "")}${more}`, {
    ...(location === undefined ? {} : { location: toSourceLocation(location) }),
    advice: getAdvice(problem),
  });
}

function getAdvice({ ruleId, suggest }: NormalizedProblem): string {
  if (suggest.length === 0) return advice[ruleId] ?? "Fix it there.";
  return ruleId === "struct" ? `Did you mean ${suggest.join(", ")}?` : suggest.join(" ");
}

/**
 * Returns whether a problem makes the document ambiguous. Published documents have many small mistakes whose meaning is
 * clear: unknown fields, `nullable` without `type`, `type: "null"` in 3.0, a missing description. Those are left to a
 * linter.
 */
function isMalformed({ message, location: [location] }: NormalizedProblem): boolean {
  const key = location?.pointer?.split("/").at(-1) ?? "";
  // Redocly mistakes a property called `constructor` for the method that every object has.
  const isInherited = key in Object.prototype;
  const isHarmless =
    isInherited ||
    /^Expected type `(?:number|integer|boolean)`|^Expected type `Schema` \(object\) but got `null`/.test(message);
  return (
    !isHarmless &&
    /^Expected type |^The field `(?:name|in|url|propertyName)` must be present|^`in` can be one of/.test(message)
  );
}
