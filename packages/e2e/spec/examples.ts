import { eventData } from "./event-data.ts";
import { isObject, specOperations, type Content, type Json, type Schema } from "./document.ts";

/** An example of spec/openapi.yaml, and the component that it has to validate against. */
export interface SpecExample {
  /** Where it is, such as `createChatCompletion 200 text/event-stream midStreamError`. */
  readonly place: string;
  /** The id of its operation. */
  readonly operation: string;
  /** `request`, or the status as the spec writes it. */
  readonly status: string;
  readonly contentType: string;
  readonly name: string;
  /** Component that describes the value; of an event stream, each of its events. */
  readonly component: string | undefined;
  /** The example as written. */
  readonly value: Json;
  /** What to validate: the value itself, or the chunks of an event stream. */
  readonly parts: readonly Json[];
}

/** Lists the examples of one operation, or of all: requests, responses, streams, errors. */
export function specExamples(operationId?: string): readonly SpecExample[] {
  return specOperations()
    .filter(({ id }) => operationId === undefined || id === operationId)
    .flatMap(({ id, request, responses }) =>
      [["request", request] as const, ...responses].flatMap(([status, content]) => examplesOf(id, status, content)),
    );
}

function examplesOf(operation: string, status: string, content: Content): SpecExample[] {
  return Object.entries(content).flatMap(([contentType, { schema, examples = {} }]) =>
    Object.entries(examples).map(([name, { value }]) => ({
      place: `${operation} ${status} ${contentType} ${name}`,
      operation,
      status,
      contentType,
      name,
      component: componentOf(schema),
      value,
      parts: typeof value === "string" ? chunksOf(value) : [value],
    })),
  );
}

function componentOf({ $ref, contentSchema }: Schema): string | undefined {
  return ($ref ?? contentSchema?.$ref)?.split("/").at(-1);
}

function chunksOf(stream: string): readonly Json[] {
  const chunks = eventData(stream)
    .filter((data) => data !== "[DONE]")
    .map((data): Json => JSON.parse(data));
  return chunks.filter((chunk) => isObject(chunk));
}
