import { parseEventData } from "./event-data.ts";
import { isObject, listOperations, type Content, type Json, type Schema } from "./document.ts";

/** An example of spec/openapi.yaml, and the component that validates it. */
export interface SpecExample {
  /** Where it is, such as `createChatCompletion 200 text/event-stream midStreamError`. */
  readonly place: string;
  /** The ID of its operation. */
  readonly operation: string;
  /** `request`, or the status as the spec writes it. */
  readonly status: string;
  readonly contentType: string;
  readonly name: string;
  /** The component that describes the value or, in an event stream, each event. */
  readonly component: string | undefined;
  /** The value of the example. */
  readonly value: Json;
  /** The documents to validate: the value itself, or the chunks of an event stream. */
  readonly parts: readonly Json[];
}

/** Lists the examples of one operation, or of all: requests, responses, streams, errors. */
export function listExamples(operationId?: string): readonly SpecExample[] {
  return listOperations()
    .filter(({ id }) => operationId === undefined || id === operationId)
    .flatMap(({ id, request, responses }) =>
      [["request", request] as const, ...responses].flatMap(([status, content]) =>
        listOperationExamples(id, status, content),
      ),
    );
}

function listOperationExamples(operation: string, status: string, content: Content): SpecExample[] {
  return Object.entries(content).flatMap(([contentType, { schema, examples = {} }]) =>
    Object.entries(examples).map(([name, { value }]) => ({
      place: `${operation} ${status} ${contentType} ${name}`,
      operation,
      status,
      contentType,
      name,
      component: getComponent(schema),
      value,
      parts: typeof value === "string" ? parseChunks(value) : [value],
    })),
  );
}

function getComponent({ $ref, contentSchema }: Schema): string | undefined {
  return ($ref ?? contentSchema?.$ref)?.split("/").at(-1);
}

function parseChunks(stream: string): readonly Json[] {
  const chunks = parseEventData(stream)
    .filter((data) => data !== "[DONE]")
    .map((data): Json => JSON.parse(data));
  return chunks.filter((chunk) => isObject(chunk));
}
