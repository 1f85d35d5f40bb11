import { unionKeys } from "../lib/objects.ts";
import { readShape } from "../shapes/read-shape.ts";
import type { OpenAPIDocument, Parameter, RequestBody } from "../spec/openapi.ts";
import { resolveRef } from "../spec/refs.ts";
import { createChange, type Change } from "./change.ts";
import { compareContent } from "./compare-content.ts";
import { createAddition } from "./compare-objects.ts";
import { compareParameter, compareRequired, readParameterShape, type ParameterInfo } from "./compare-parameter.ts";
import type { ComparedOperation } from "./compared-operation.ts";
import { isSameComponent, type DiffContext, type SchemaPath } from "./context.ts";

/** Compares the parameters and the body of an operation. */
export function compareRequests(context: DiffContext, before: ComparedOperation, after: ComparedOperation): Change[] {
  return [...compareParameters(context, before, after), ...compareBodies(context, before, after)];
}

function compareParameters(context: DiffContext, before: ComparedOperation, after: ComparedOperation): Change[] {
  const [old, now] = [readParameters(context.old.document, before), readParameters(context.new.document, after)];
  return unionKeys(old.keys(), now.keys()).flatMap((name) => {
    const [from, to] = [old.get(name), now.get(name)];
    const path: SchemaPath = { name: `${before.name}: ${name}`, direction: before.sent };
    if (to === undefined) return [createChange("field-removed", path)];
    if (from === undefined) return [createAddition(readParameterShape(to.info), path, to.info.required === true)];
    const moved =
      from.owner === to.owner ? [] : [createChange("parameter-moved", path, { before: from.owner, after: to.owner })];
    return isSameComponent(from.given, to.given)
      ? moved
      : moved.concat(compareParameter(context, from.info, to.info, path));
  });
}

interface GivenParameter {
  /** The parameter, or the reference to it. */
  readonly given: object;
  readonly info: ParameterInfo;
  readonly owner: "the path" | "the operation";
}

/** Reads the parameters of an operation and its path item, by location and name: `header X-Title`. */
function readParameters(
  document: OpenAPIDocument,
  { pathParameters, operation }: ComparedOperation,
): Map<string, GivenParameter> {
  const found = new Map<string, GivenParameter>();
  const add = (given: object, owner: GivenParameter["owner"]): void => {
    const info = resolveRef<Parameter & ParameterInfo>(document, given);
    found.set(`${info.in} ${info.name}`, { given, info, owner });
  };
  for (const parameter of pathParameters) add(parameter, "the path");
  for (const parameter of operation.parameters ?? []) add(parameter, "the operation");
  return found;
}

function compareBodies(context: DiffContext, before: ComparedOperation, after: ComparedOperation): Change[] {
  const [from, to] = [before.requestBody, after.requestBody];
  const path: SchemaPath = { name: `${before.name}: body`, direction: before.sent };
  if (from === undefined && to === undefined) return [];
  if (to === undefined) return [createChange("field-removed", path)];
  if (from === undefined) {
    const shape = readShape(Object.values(to.content ?? {})[0]?.schema);
    return [createAddition(shape, path, to.required === true)];
  }
  const isSame = isSameComponent(before.operation.requestBody, after.operation.requestBody);
  return isSame ? [] : compareBody(context, from, to, path);
}

export function compareBody(context: DiffContext, from: RequestBody, to: RequestBody, path: SchemaPath): Change[] {
  const [description, newDescription] = [from, to].map(
    (body: RequestBody & { description?: string }) => body.description,
  );
  return [
    ...compareRequired(from, to, path),
    ...compareContent(context, from.content, to.content, path),
    ...(description === newDescription ? [] : [createChange("description", path)]),
  ];
}
