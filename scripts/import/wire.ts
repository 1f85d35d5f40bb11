import { either } from "../shapes/combine-shapes.ts";
import { flatten } from "../shapes/expand-refs.ts";
import type { Side } from "../shapes/normalized-spec.ts";
import { shapeOf } from "../shapes/read-shape.ts";
import { nothing, type Shape } from "../shapes/shape.ts";
import type { OpenAPIDocument, Parameter, Reference, RequestBody, Response } from "../spec/openapi.ts";
import { isSuccess, mainContent, type OperationInfo, getEventSchema } from "../spec/operations.ts";
import { resolve } from "../spec/refs.ts";

/** What goes over the wire in one operation: bodies by their use, whatever the document calls their schemas. */
export interface Wire {
  readonly bodies: ReadonlyMap<string, Shape>;
  /** Statuses, parameters and headers, as a report calls them. */
  readonly parts: ReadonlyMap<string, Shape>;
  /** Those of them that a call can't do without. */
  readonly required: ReadonlySet<string>;
}

export function wireOf(side: Side, info: OperationInfo): Wire {
  const { document } = side;
  const responses = [...info.responses];
  const good = responses.filter(([status]) => isSuccess(status, info)).map(([, response]) => response);
  const bad = responses.filter(([status]) => !isSuccess(status, info)).map(([, response]) => response);
  const parameters = readParameters(document, info);
  return {
    bodies: present([
      ["request", bodies(info.requestBody === undefined ? [] : [info.requestBody])],
      ["answer", bodies(good)],
      ["chunk", good.flatMap(({ content }) => eventData(side, content))],
      ["error", bodies(bad)],
    ]),
    parts: new Map([
      ...parameters.map(({ name, shape }) => [name, shape] as const),
      ...responses.map(([status, { description }]) => [`status ${status}`, described(nothing, description)] as const),
      ...headers(document, "answer", good),
      ...headers(document, "error", bad),
    ]),
    required: new Set(parameters.filter(({ isRequired }) => isRequired).map(({ name }) => name)),
  };
}

function present(all: readonly [name: string, shapes: readonly Shape[]][]): Map<string, Shape> {
  return new Map(all.filter(([, shapes]) => shapes.length > 0).map(([name, shapes]) => [name, either(shapes)]));
}

function bodies(holders: readonly (RequestBody | Response)[]): Shape[] {
  const media = holders.flatMap(({ content }) => mainContent(content)?.[1] ?? []);
  return media.map(({ schema }) => shapeOf(schema));
}

/** What stands in the data of an event: some documents describe the whole event, as `{ data: … }`. */
function eventData({ document, shapes }: Side, content: Response["content"]): Shape[] {
  const schema = getEventSchema(document, content);
  if (schema === undefined) return [];
  const shape = shapeOf(schema);
  const [event, ...others] = flatten(shape, shapes).objects;
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
    const { in: where = "", name = "", schema, description, required } = resolve<Described>(document, given);
    const shape = described(shapeOf(schema), description);
    return { name: `${where} ${where === "header" ? name.toLowerCase() : name}`, shape, isRequired: required === true };
  });
}

function headers(document: OpenAPIDocument, kind: string, all: readonly Response[]): [string, Shape][] {
  const entries = all.flatMap((response) => Object.entries<Parameter | Reference>(response.headers ?? {}));
  return entries.map(([name, given]) => {
    const { schema, description } = resolve<Described>(document, given);
    return [`${kind} header ${name.toLowerCase()}`, described(shapeOf(schema), description)];
  });
}

function described(shape: Shape, description: string | undefined): Shape {
  return { ...shape, description: description ?? shape.description };
}
