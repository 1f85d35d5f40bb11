import { eventData } from "./event-data.ts";
import { isObject, loadSpec, type Content, type Json, type Response, type Schema } from "./spec-document.ts";

/** An example of spec/openapi.yaml, and the component that it has to validate against. */
export interface SpecExample {
  /** Where it stands, such as `200 text/event-stream midStreamError`. */
  readonly place: string;
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

/** Every example of the operation: request, answers, streams, errors. */
export function specExamples(): readonly SpecExample[] {
  return Object.values(loadSpec().paths).flatMap(({ post }) => {
    const answers = Object.entries(post.responses).flatMap(([status, response]) =>
      examplesOf(status, contentOf(response)),
    );
    return examplesOf("request", post.requestBody.content).concat(answers);
  });
}

function contentOf({ $ref, content }: Response): Content {
  const resolved = $ref && loadSpec().components.responses[$ref.split("/").at(-1) ?? ""];
  return (resolved ? resolved.content : content) ?? {};
}

function examplesOf(status: string, content: Content): SpecExample[] {
  return Object.entries(content).flatMap(([contentType, { schema, examples = {} }]) =>
    Object.entries(examples).map(([name, { value }]) => ({
      place: `${status} ${contentType} ${name}`,
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
