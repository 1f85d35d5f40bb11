import { unionKeys } from "../lib/objects.ts";
import { shapeOf } from "../shapes/read-shape.ts";
import type { Shape } from "../shapes/shape.ts";
import type { OpenAPIDocument, Parameter } from "../spec/openapi.ts";
import { type OperationInfo, formatOperation } from "../spec/operations.ts";
import { resolve } from "../spec/refs.ts";
import { change, type Change } from "./change.ts";
import { compareContent } from "./compare-content.ts";
import { added } from "./compare-objects.ts";
import { compareShapes } from "./compare-shapes.ts";
import type { Comparison, Place } from "./context.ts";

/** What changed in the parameters and the body of an operation. */
export function compareRequests(sides: Comparison, before: OperationInfo, after: OperationInfo): Change[] {
  return [...compareParameters(sides, before, after), ...compareBodies(sides, before, after)];
}

function compareParameters(sides: Comparison, before: OperationInfo, after: OperationInfo): Change[] {
  const [old, now] = [parameters(sides.old.document, before), parameters(sides.new.document, after)];
  return unionKeys(old.keys(), now.keys()).flatMap((name) => {
    const [from, to] = [old.get(name), now.get(name)];
    const place: Place = { name: `${formatOperation(before)}: ${name}`, direction: "request" };
    if (to === undefined) return [change("field-removed", place)];
    if (from === undefined) return [added(shapeOfParameter(to), place, to.required === true)];
    const inside = compareShapes(sides, shapeOfParameter(from), shapeOfParameter(to), place);
    return compareRequired(from, to, place).concat(inside);
  });
}

function compareRequired(from: { required?: boolean }, to: { required?: boolean }, place: Place): Change[] {
  if ((from.required === true) === (to.required === true)) return [];
  return [change(to.required === true ? "field-required" : "field-optional", place)];
}

type ParameterInfo = Parameter & { required?: boolean; description?: string; deprecated?: boolean };

/** By place and name, `header X-Title`; those of the path item too. */
function parameters(document: OpenAPIDocument, { path, operation }: OperationInfo): Map<string, ParameterInfo> {
  const all = [...(document.paths?.[path]?.parameters ?? []), ...(operation.parameters ?? [])];
  return new Map(
    all.map((given) => {
      const parameter = resolve<ParameterInfo>(document, given);
      return [`${parameter.in} ${parameter.name}`, parameter];
    }),
  );
}

function shapeOfParameter({ schema, content = {}, description, deprecated }: ParameterInfo): Shape {
  const shape = shapeOf(schema ?? Object.values(content)[0]?.schema);
  return { ...shape, description: description ?? shape.description, isDeprecated: deprecated ?? shape.isDeprecated };
}

function compareBodies(sides: Comparison, before: OperationInfo, after: OperationInfo): Change[] {
  const [from, to] = [before.requestBody, after.requestBody];
  const place: Place = { name: `${formatOperation(before)}: body`, direction: "request" };
  if (from === undefined && to === undefined) return [];
  if (to === undefined) return [change("field-removed", place)];
  if (from === undefined) {
    const shape = shapeOf(Object.values(to.content ?? {})[0]?.schema);
    return [added(shape, place, to.required === true)];
  }
  return [...compareRequired(from, to, place), ...compareContent(sides, from.content, to.content, place)];
}
