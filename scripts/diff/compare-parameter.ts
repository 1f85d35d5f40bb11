import { readShape } from "../shapes/read-shape.ts";
import type { Shape } from "../shapes/shape.ts";
import type { OpenAPIDocument, Parameter } from "../spec/openapi.ts";
import { readParameterFormat, type ParameterFormat } from "../spec/parameter-format.ts";
import { createResolver } from "../spec/value-kinds.ts";
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
    ...compareFormats(context, from, to, path),
    ...(isNewExample ? [createChange("example", path)] : []),
  ];
}

/** Compares how a parameter is serialized; when its type changes, that is another change. */
function compareFormats(context: DiffContext, from: Parameter, to: Parameter, path: SchemaPath): Change[] {
  // The headers of responses have no location, and users read them as text.
  if (from.in === undefined || to.in === undefined) return [];
  const [old, now] = [readFormat(context.old.document, from), readFormat(context.new.document, to)];
  const [before, after] = [describeFormat(old, from), describeFormat(now, to)];
  return before === after || isComposite(old) !== isComposite(now)
    ? []
    : [createChange("format-changed", path, { before, after })];
}

function readFormat(document: OpenAPIDocument, parameter: Parameter): ParameterFormat {
  return readParameterFormat(parameter, createResolver(document));
}

function isComposite({ kinds }: ParameterFormat): boolean {
  return kinds.has("array") || kinds.has("object");
}

/** Describes what makes a difference for the values of a parameter. */
export function describeFormat(format: ParameterFormat, { in: location }: Parameter): string {
  const { style, explode, isJSON, allowReserved } = format;
  if (isJSON) return "JSON";
  const reserved = allowReserved ? ", with reserved characters" : "";
  if (isComposite(format)) return `${style}${explode ? ", exploded" : ""}${reserved}`;
  return `${location === "path" && style !== "simple" ? style : "text"}${reserved}`;
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
