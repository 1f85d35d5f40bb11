import { readShape } from "../shapes/read-shape.ts";
import type { Shape } from "../shapes/shape.ts";
import type { Parameter } from "../spec/openapi.ts";
import { createChange, type Change } from "./change.ts";
import { compareShapes } from "./compare-shapes.ts";
import type { DiffContext, SchemaPath } from "./context.ts";

/** A parameter or a header. */
export type ParameterInfo = Parameter & {
  readonly required?: boolean;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly example?: unknown;
};

export function compareParameter(
  context: DiffContext,
  from: ParameterInfo,
  to: ParameterInfo,
  path: SchemaPath,
): Change[] {
  const isNewExample = JSON.stringify(from.example) !== JSON.stringify(to.example);
  return [
    ...compareRequired(from, to, path),
    ...compareShapes(context, readParameterShape(from), readParameterShape(to), path),
    ...(isNewExample ? [createChange("example", path)] : []),
  ];
}

export function compareRequired(from: { required?: boolean }, to: { required?: boolean }, path: SchemaPath): Change[] {
  if ((from.required === true) === (to.required === true)) return [];
  return [createChange(to.required === true ? "field-required" : "field-optional", path)];
}

/** Reads the shape of a parameter, with the description of the parameter instead of its schema. */
export function readParameterShape({ schema, content = {}, description, deprecated }: ParameterInfo): Shape {
  const shape = readShape(schema ?? Object.values(content)[0]?.schema);
  return { ...shape, description: description ?? shape.description, isDeprecated: deprecated ?? shape.isDeprecated };
}
