import { uniteShapes } from "../shapes/combine-shapes.ts";
import { flattenRefs } from "../shapes/expand-refs.ts";
import type { NormalizedSpec } from "../shapes/normalized-spec.ts";
import { readShape } from "../shapes/read-shape.ts";
import { neverShape, type Shape } from "../shapes/shape.ts";
import type { OpenAPIDocument, Parameter, Reference, RequestBody, Response } from "../spec/openapi.ts";
import { isSuccess, getMainContent, type OperationInfo, getEventSchema } from "../spec/operations.ts";
import { resolveRef } from "../spec/refs.ts";

/** The shapes of what one operation sends and receives. */
export interface OperationShapes {
  /** Bodies by their use (`request`, `response`, `chunk`, `error`), not by the names of their schemas. */
  readonly bodies: ReadonlyMap<string, Shape>;
  /** Statuses, parameters and headers by their names in a report. */
  readonly parts: ReadonlyMap<string, Shape>;
  /** The names of the required parameters. */
  readonly required: ReadonlySet<string>;
}

export function readOperationShapes(spec: NormalizedSpec, info: OperationInfo): OperationShapes {
  const { document } = spec;
  const responses = [...info.responses];
  const successes = responses.filter(([status]) => isSuccess(status, info)).map(([, response]) => response);
  const errors = responses.filter(([status]) => !isSuccess(status, info)).map(([, response]) => response);
  const parameters = readParameters(document, info);
  return {
    bodies: toUnions([
      ["request", readBodies(info.requestBody === undefined ? [] : [info.requestBody])],
      ["response", readBodies(successes)],
      ["chunk", successes.flatMap(({ content }) => readEventData(spec, content))],
      ["error", readBodies(errors)],
    ]),
    parts: new Map([
      ...parameters.map(({ name, shape }) => [name, shape] as const),
      ...responses.map(
        ([status, { description }]) => [`status ${status}`, setDescription(neverShape, description)] as const,
      ),
      ...readHeaders(document, "response", successes),
      ...readHeaders(document, "error", errors),
    ]),
    required: new Set(parameters.filter(({ isRequired }) => isRequired).map(({ name }) => name)),
  };
}

function toUnions(all: readonly [name: string, shapes: readonly Shape[]][]): Map<string, Shape> {
  return new Map(all.filter(([, shapes]) => shapes.length > 0).map(([name, shapes]) => [name, uniteShapes(shapes)]));
}

function readBodies(holders: readonly (RequestBody | Response)[]): Shape[] {
  const media = holders.flatMap(({ content }) => getMainContent(content)?.[1] ?? []);
  return media.map(({ schema }) => readShape(schema));
}

/** Reads the data of an event. Some documents describe the whole event, as `{ data: … }`. */
function readEventData({ document, shapes }: NormalizedSpec, content: Response["content"]): Shape[] {
  const schema = getEventSchema(document, content);
  if (schema === undefined) return [];
  const shape = readShape(schema);
  const [event, ...others] = flattenRefs(shape, shapes).objects;
  const data = others.length === 0 ? event?.fields.get("data") : undefined;
  return [data ?? shape];
}

type Described = Parameter & { description?: string; required?: boolean };

interface ParameterInfo {
  readonly name: string;
  readonly shape: Shape;
  readonly isRequired: boolean;
}

function readParameters(document: OpenAPIDocument, { path, operation }: OperationInfo): ParameterInfo[] {
  const all = [...(document.paths?.[path]?.parameters ?? []), ...(operation.parameters ?? [])];
  return all.map((given) => {
    const { in: where = "", name = "", schema, description, required } = resolveRef<Described>(document, given);
    const shape = setDescription(readShape(schema), description);
    return { name: `${where} ${where === "header" ? name.toLowerCase() : name}`, shape, isRequired: required === true };
  });
}

function readHeaders(document: OpenAPIDocument, kind: string, all: readonly Response[]): [string, Shape][] {
  const entries = all.flatMap((response) => Object.entries<Parameter | Reference>(response.headers ?? {}));
  return entries.map(([name, given]) => {
    const { schema, description } = resolveRef<Described>(document, given);
    return [`${kind} header ${name.toLowerCase()}`, setDescription(readShape(schema), description)];
  });
}

function setDescription(shape: Shape, description: string | undefined): Shape {
  return { ...shape, description: description ?? shape.description };
}
