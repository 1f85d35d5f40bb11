import {
  methods,
  type MediaType,
  type Method,
  type OpenAPIDocument,
  type Operation,
  type RequestBody,
  type Response,
  type Schema,
  type SecurityRequirement,
  type Server,
} from "./openapi.ts";
import { resolve, resolveSchema } from "./refs.ts";

/** One operation with its `$ref`s resolved and what it inherits from its path and from the document. */
export interface OperationInfo {
  /** The `operationId`; without one `GET /path`. */
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly operation: Operation;
  readonly requestBody: RequestBody | undefined;
  /** By status: `200`, `4XX`, `default`. */
  readonly responses: ReadonlyMap<string, Response>;
  readonly security: readonly SecurityRequirement[];
  /** Servers of its own, when it is not served where the others are. */
  readonly servers: readonly Server[] | undefined;
}

export function listOperations(document: OpenAPIDocument): OperationInfo[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, given]) => {
    const item = { ...resolve(document, given as typeof given & { $ref: string }), ...withoutRef(given) };
    return methods.flatMap((method) => {
      const operation = item[method];
      if (operation === undefined) return [];
      const { operationId, requestBody, responses = {}, security, servers } = operation;
      return {
        id: operationId ?? `${method.toUpperCase()} ${path}`,
        method,
        path,
        operation,
        requestBody: requestBody === undefined ? undefined : resolve<RequestBody>(document, requestBody),
        responses: new Map(
          Object.entries(responses).map(([status, response]) => [status, resolve<Response>(document, response)]),
        ),
        security: security ?? document.security ?? [],
        servers: servers ?? item.servers,
      };
    });
  });
}

/** Success as openapi-fetch sees it; a lone `default` answer describes success too. */
export function isSuccess(status: string, { responses }: OperationInfo): boolean {
  if (status === "default") return ![...responses.keys()].some((other) => other.startsWith("2"));
  return status.startsWith("2");
}

/** The schema of one event: the string's `contentSchema`, or, in documents that write it so, the schema itself. */
export function getEventSchema(document: OpenAPIDocument, content: Response["content"]): Schema | undefined {
  const media = eventContent(content);
  if (media === undefined) return undefined;
  const schema = resolveSchema(document, media.schema ?? true);
  return schema.contentSchema ?? media.schema ?? true;
}

/** How a report calls an operation: `POST /chat/completions`. */
export function formatOperation({ method, path }: Pick<OperationInfo, "method" | "path">): string {
  return `${method.toUpperCase()} ${path}`;
}

export const eventStream = "text/event-stream";

/** The media type that `data` and `error` have: JSON if there is any, else the first that is no event stream. */
export function mainContent(content: Record<string, MediaType> | undefined): [type: string, MediaType] | undefined {
  const types = Object.entries(content ?? {}).filter(([type]) => mediaType(type) !== eventStream);
  return (
    types.find(([type]) => mediaType(type) === "application/json") ?? types.find(([type]) => isJSON(type)) ?? types[0]
  );
}

export function eventContent(content: Record<string, MediaType> | undefined): MediaType | undefined {
  return Object.entries(content ?? {}).find(([type]) => mediaType(type) === eventStream)?.[1];
}

export function isJSON(type: string): boolean {
  return /^(application|text)\/(.+\+)?json$/.test(mediaType(type));
}

function mediaType(type: string): string {
  return type.replace(/;.*$/, "").trim().toLowerCase();
}

function withoutRef<Item extends { $ref?: string }>({ $ref: _ref, ...rest }: Item): Omit<Item, "$ref"> {
  return rest;
}
