import { unionKeys } from "../lib/objects.ts";
import { readShape } from "../shapes/read-shape.ts";
import type { Shape } from "../shapes/shape.ts";
import type { OpenAPIDocument, Parameter } from "../spec/openapi.ts";
import { type OperationInfo, formatOperation } from "../spec/operations.ts";
import { resolveRef } from "../spec/refs.ts";
import { createChange, type Change } from "./change.ts";
import { compareContent } from "./compare-content.ts";
import { createAddition } from "./compare-objects.ts";
import { compareShapes } from "./compare-shapes.ts";
import type { DiffContext, SchemaPath } from "./context.ts";

/** Compares the parameters and the body of an operation. */
export function compareRequests(context: DiffContext, before: OperationInfo, after: OperationInfo): Change[] {
  return [...compareParameters(context, before, after), ...compareBodies(context, before, after)];
}

function compareParameters(context: DiffContext, before: OperationInfo, after: OperationInfo): Change[] {
  const [old, now] = [readParameters(context.old.document, before), readParameters(context.new.document, after)];
  return unionKeys(old.keys(), now.keys()).flatMap((name) => {
    const [from, to] = [old.get(name), now.get(name)];
    const path: SchemaPath = { name: `${formatOperation(before)}: ${name}`, direction: "request" };
    if (to === undefined) return [createChange("field-removed", path)];
    if (from === undefined) return [createAddition(readParameterShape(to), path, to.required === true)];
    const inside = compareShapes(context, readParameterShape(from), readParameterShape(to), path);
    return compareRequired(from, to, path).concat(inside);
  });
}

function compareRequired(from: { required?: boolean }, to: { required?: boolean }, path: SchemaPath): Change[] {
  if ((from.required === true) === (to.required === true)) return [];
  return [createChange(to.required === true ? "field-required" : "field-optional", path)];
}

type ParameterInfo = Parameter & { required?: boolean; description?: string; deprecated?: boolean };

/** Reads the parameters of an operation and its path item, by location and name: `header X-Title`. */
function readParameters(document: OpenAPIDocument, { path, operation }: OperationInfo): Map<string, ParameterInfo> {
  const all = [...(document.paths?.[path]?.parameters ?? []), ...(operation.parameters ?? [])];
  return new Map(
    all.map((given) => {
      const parameter = resolveRef<ParameterInfo>(document, given);
      return [`${parameter.in} ${parameter.name}`, parameter];
    }),
  );
}

function readParameterShape({ schema, content = {}, description, deprecated }: ParameterInfo): Shape {
  const shape = readShape(schema ?? Object.values(content)[0]?.schema);
  return { ...shape, description: description ?? shape.description, isDeprecated: deprecated ?? shape.isDeprecated };
}

function compareBodies(context: DiffContext, before: OperationInfo, after: OperationInfo): Change[] {
  const [from, to] = [before.requestBody, after.requestBody];
  const path: SchemaPath = { name: `${formatOperation(before)}: body`, direction: "request" };
  if (from === undefined && to === undefined) return [];
  if (to === undefined) return [createChange("field-removed", path)];
  if (from === undefined) {
    const shape = readShape(Object.values(to.content ?? {})[0]?.schema);
    return [createAddition(shape, path, to.required === true)];
  }
  return [...compareRequired(from, to, path), ...compareContent(context, from.content, to.content, path)];
}
