import { createQuerySerializer, defaultPathSerializer } from "openapi-fetch";
import { APIError } from "../errors/api-error.ts";
import { InvalidRequestError } from "../errors/client-error.ts";
import { getStatusCode } from "../response/error-body.ts";
import { readText } from "../response/read-body.ts";
import type { OpenRouterCore } from "../core.ts";
import type { CallError } from "../models/errors.ts";
import type { BodyCallOptions } from "../options.ts";
import type { Result } from "../result.ts";
import { getTypeName, isJSONObject, isRecord } from "../utils/is-record.ts";
import { safeParseJSON } from "../utils/parse-json.ts";
import { callOperation } from "./call-operation.ts";
import type { Attempt, Operation } from "./operation.ts";
import { serializeRequest } from "./serialize.ts";

/** What `@org/client/routes` knows about an operation. */
export interface Route {
  readonly method: string;
  readonly path: string;
  /** The required top-level fields of a successful response; `undefined` if it has no body. */
  readonly responseFields?: readonly string[];
  readonly querySerializer?: Parameters<typeof createQuerySerializer>[0] | ((query: Values) => string);
  readonly pathSerializer?: (path: string, parameters: Values) => string;
}

type Values = Record<string, unknown>;

/** The request of an operation: its path and query parameters, or its body. */
export interface RequestParts {
  /** Path and query parameters in one object. */
  readonly parameters?: unknown;
  readonly body?: unknown;
  readonly extraBody?: Readonly<Record<string, unknown>> | undefined;
}

/** Calls an operation whose response is one JSON document, or empty. Never rejects. */
export function callJSONOperation<T>(
  core: OpenRouterCore,
  route: Route,
  parts: Omit<RequestParts, "extraBody">,
  options: BodyCallOptions,
): Promise<Result<T, CallError>> {
  return callOperation<T, APIError>(core, options, () =>
    createJSONOperation(route, { ...parts, extraBody: options.extraBody }),
  );
}

/**
 * Creates the operation of a call whose response is one JSON document, or empty.
 *
 * @throws {@link InvalidRequestError} when a parameter or the body is invalid.
 */
export function createJSONOperation<T>(
  route: Route,
  { parameters = {}, body, extraBody }: RequestParts,
): Operation<T, APIError> {
  const params = splitParameters(route.path, parameters);
  if (body === undefined && extraBody !== undefined) {
    throw new InvalidRequestError("extraBody cannot be sent: this operation has no request body");
  }
  return {
    method: route.method.toUpperCase(),
    path: (route.pathSerializer ?? defaultPathSerializer)(route.path, params.path),
    query: serializeQuery(route, params.query),
    body: body === undefined ? null : serializeRequest(body, extraBody),
    accept: "application/json",
    ErrorClass: APIError,
    template: route.path,
    params,
    read: (response, attempt) => readJSON<T>(response, attempt, route.responseFields),
  };
}

/** Path parameters are those of the template. Others are query parameters, even those that the types do not have yet. */
function splitParameters(path: string, parameters: unknown): { path: Values; query: Values } {
  if (!isJSONObject(parameters)) {
    throw new InvalidRequestError(`The request must be an object, not ${getTypeName(parameters)}`);
  }
  const query: Values = { ...parameters };
  const names = Array.from(path.matchAll(/\{[.;]?(\w+)\*?\}/g), ([, name = ""]) => name);
  const pathEntries = names.map((name) => {
    const value = query[name];
    delete query[name];
    // An empty segment is another path, and URLs resolve "." and "..".
    if (value === undefined || value === null || ["", ".", ".."].includes(String(value))) {
      throw new InvalidRequestError(`request.${name} must be a non-empty string, not ${JSON.stringify(value)}`);
    }
    return [name, value] as const;
  });
  for (const [name, value] of [...Object.entries(query), ...pathEntries]) assertParameter(name, value);
  return { path: Object.fromEntries(pathEntries), query };
}

function assertParameter(name: string, value: unknown): void {
  const values: unknown[] = isRecord(value) ? Object.values(value) : [value];
  const invalid = values.find((each) => {
    return ["function", "symbol"].includes(typeof each) || (typeof each === "number" && !Number.isFinite(each));
  });
  if (invalid === undefined) return;
  throw new InvalidRequestError(`request.${name} is ${String(invalid)}, which a URL cannot represent`);
}

function serializeQuery({ querySerializer }: Route, query: Values): string {
  return typeof querySerializer === "function" ? querySerializer(query) : createQuerySerializer(querySerializer)(query);
}

async function readJSON<T>(
  response: Response,
  { timer, getErrors }: Attempt<APIError>,
  fields: readonly string[] | undefined,
): Promise<T> {
  if (!fields || response.status === 204) {
    response.body?.cancel().catch(() => {});
    if (!fields) return undefined as T;
    throw getErrors().createInvalid("The response has no body");
  }
  let text: string;
  try {
    text = await readText(response, timer);
  } catch (thrown) {
    throw getErrors().createTruncated(thrown);
  }
  const value = safeParseJSON(text);
  if (isSuccess(value, fields)) return value as T;
  const { text: body, errorBody } = getErrors().parseJSON(text);
  if (errorBody) throw getErrors().createAPIError(errorBody, body, getStatusCode(errorBody.error));
  throw getErrors().createInvalid(`The response has none of the fields ${fields.join(", ")}`, text);
}

/** Returns whether a response has a field that the spec requires. One is enough: gateways omit what they do not know. */
function isSuccess(value: unknown, fields: readonly string[]): boolean {
  if (fields.length === 0) return value !== undefined;
  return isJSONObject(value) && !value["error"] && fields.some((name) => name in value);
}
