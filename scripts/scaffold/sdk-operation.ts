import type { OpenAPIDocument, Parameter } from "../spec/openapi.ts";
import { isJSON } from "../spec/media-types.ts";
import { getEventContent, getMainContent, isSuccess, listOperations } from "../spec/operations.ts";
import type { OperationInfo } from "../spec/operations.ts";
import { getSchemaName, isReference } from "../spec/refs.ts";
import { assignTypeNames, isConstantName } from "../spec/type-names.ts";

/** An operation with `x-sdk-method`, and the names that the SDK derives from it. */
export interface SDKOperation {
  readonly info: OperationInfo;
  /** The `operationId`, which names the constant of `@org/client/routes`. */
  readonly id: string;
  /** The namespace: `apiKeys` of `apiKeys.current`. */
  readonly resource: string;
  /** The method: `current` of `apiKeys.current`. */
  readonly method: string;
  /** The standalone function, and its file: `apiKeysCurrent`. */
  readonly functionName: string;
  /** The file of the namespace: `api-keys`. */
  readonly resourceFile: string;
  /** The description of its first tag; `undefined` without one. */
  readonly resourceDescription: string | undefined;
  /** Path parameters, then query parameters. */
  readonly parameters: readonly Parameter[];
  readonly hasBody: boolean;
  /** The name of the schema of a successful response; `undefined` if that has no named schema. */
  readonly responseType: string | undefined;
  readonly hasResponse: boolean;
  /** Whether requests and successful responses are JSON or empty, as the templates require. */
  readonly isJSON: boolean;
}

/** Lists the operations of a document that the SDK has a method for. */
export function listSDKOperations(document: OpenAPIDocument): SDKOperation[] {
  const typeNames = assignTypeNames(Object.keys(document.components?.schemas ?? {}));
  return listOperations(document).flatMap((info) => {
    const [, resource, method] = /^(\w+)\.(\w+)$/.exec(info.operation["x-sdk-method"] ?? "") ?? [];
    if (resource === undefined || method === undefined || !isConstantName(info.id)) return [];
    const responses = [...info.responses].filter(([status]) => isSuccess(status, info)).map(([, response]) => response);
    const bodies = responses.flatMap(({ content }) => getMainContent(content)?.[1] ?? []);
    const [schema] = bodies.flatMap((media) => media.schema ?? []);
    const name = isReference(schema) ? getSchemaName(schema.$ref) : undefined;
    const contents = [info.requestBody?.content, ...responses.map(({ content }) => content)];
    return {
      info,
      id: info.id,
      resource,
      method,
      functionName: `${resource}${capitalize(method)}`,
      resourceFile: resource.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      resourceDescription: document.tags?.find((tag) => tag.name === info.operation.tags?.[0])?.description,
      parameters: ["path", "query"].flatMap((location) => info.parameters.filter((one) => one.in === location)),
      hasBody: info.requestBody !== undefined,
      responseType: responses.length === 1 && name !== undefined ? typeNames.get(name) : undefined,
      hasResponse: bodies.length > 0,
      isJSON: contents.every((content) => {
        return getEventContent(content) === undefined && Object.keys(content ?? {}).every(isJSON);
      }),
    };
  });
}

export function capitalize(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
