import {
  methods,
  type MediaType,
  type Method,
  type OpenAPIDocument,
  type Operation,
  type Parameter,
  type PathItem,
  type RequestBody,
  type Response,
  type Schema,
  type SecurityRequirement,
  type Server,
} from "./openapi.ts";
import { isEventStream, isJSON, parseMediaType } from "./media-types.ts";
import { resolveRef, resolveSchema } from "./refs.ts";

/** One operation with its `$ref`s resolved, and with what it inherits from its path and from the document. */
export interface OperationInfo {
  /** The `operationId`, or `GET /path` without one. */
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly operation: Operation;
  /** Those of the path and of the operation, which replace those of the path. */
  readonly parameters: readonly Parameter[];
  readonly requestBody: RequestBody | undefined;
  /** By status: `200`, `4XX`, `default`. */
  readonly responses: ReadonlyMap<string, Response>;
  readonly security: readonly SecurityRequirement[];
  /** Set when the operation or its path overrides the servers of the document. */
  readonly servers: readonly Server[] | undefined;
}

export function listOperations(document: OpenAPIDocument): OperationInfo[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, given]) => {
    const item = { ...resolveRef(document, given as typeof given & { $ref: string }), ...omitRef(given) };
    return methods.flatMap((method) => {
      const operation = item[method];
      if (operation === undefined) return [];
      const { operationId, requestBody, responses = {}, security, servers } = operation;
      return {
        id: operationId ?? `${method.toUpperCase()} ${path}`,
        method,
        path,
        operation,
        parameters: mergeParameters(document, item, operation),
        requestBody: requestBody === undefined ? undefined : resolveRef<RequestBody>(document, requestBody),
        responses: new Map(
          Object.entries(responses).map(([status, response]) => [status, resolveRef<Response>(document, response)]),
        ),
        security: security ?? document.security ?? [],
        servers: servers ?? item.servers,
      };
    });
  });
}

/** Lists the path items of a document, with those of webhooks and of components. */
export function listPathItems({ paths, webhooks, components }: OpenAPIDocument): PathItem[] {
  return [paths, webhooks, components?.pathItems].flatMap((items) => Object.values(items ?? {}));
}

function mergeParameters(document: OpenAPIDocument, item: PathItem, operation: Operation): Parameter[] {
  const all = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) =>
    resolveRef<Parameter>(document, parameter),
  );
  return [...new Map(all.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter])).values()];
}

/** Returns whether openapi-fetch treats a status as success. A `default` response without any 2XX counts as well. */
export function isSuccess(status: string, { responses }: OperationInfo): boolean {
  if (status === "default") return ![...responses.keys()].some((other) => other.startsWith("2"));
  return status.startsWith("2");
}

/** Returns the schema of one event: the `contentSchema` of the string, or the schema itself. */
export function getEventSchema(document: OpenAPIDocument, content: Response["content"]): Schema | undefined {
  const media = getEventContent(content);
  if (media === undefined) return undefined;
  const schema = resolveSchema(document, media.schema ?? true);
  return schema.contentSchema ?? media.schema ?? true;
}

/** Formats an operation for a report: `POST /chat/completions`. */
export function formatOperation({ method, path }: Pick<OperationInfo, "method" | "path">): string {
  return `${method.toUpperCase()} ${path}`;
}

/** Returns the content of `data` and `error`: JSON if there is any, else the first that is not an event stream. */
export function getMainContent(content: Record<string, MediaType> | undefined): [type: string, MediaType] | undefined {
  const types = Object.entries(content ?? {}).filter(([type]) => !isEventStream(type));
  return (
    types.find(([type]) => parseMediaType(type) === "application/json") ??
    types.find(([type]) => isJSON(type)) ??
    types[0]
  );
}

export function getEventContent(content: Record<string, MediaType> | undefined): MediaType | undefined {
  return Object.entries(content ?? {}).find(([type]) => isEventStream(type))?.[1];
}

function omitRef<Item extends { $ref?: string }>({ $ref: _ref, ...rest }: Item): Omit<Item, "$ref"> {
  return rest;
}
