import { getRefName, type Description } from "./description.ts";

/** A response that the mock server can return. */
export interface MockResponse {
  readonly group: string;
  readonly label: string;
  /** The value of the `Prefer` header that selects it. */
  readonly prefer: string;
  /** Set if it exists only as a stream, or only as a completion. */
  readonly only?: "stream" | "whole";
}

const path = "/chat/completions";
const json = "application/json";

/** Returns each example of a response in the description, and each error status. */
export function getMockResponses({ paths, components }: Description): MockResponse[] {
  const responses = Object.entries(paths[path]?.post?.responses ?? {});
  return responses.flatMap(([status, response]) => {
    const { description = "", content = {} } = response.$ref
      ? (components.responses[getRefName(response.$ref)] ?? {})
      : response;
    if (status === "200") return getExampleResponses(content);
    // Prism cannot return a class of statuses, such as 5XX.
    if (!/^\d+$/.test(status)) return [];
    const [sentence = ""] = /^[^.:]*/.exec(description) ?? [];
    return [{ group: "Errors", label: `${status}: ${sentence}`, prefer: `code=${status}` }];
  });
}

type Content = NonNullable<Description["components"]["responses"][string]["content"]>;

function getExampleResponses(content: Content): MockResponse[] {
  const [whole, streamed] = [content[json]?.examples ?? {}, content["text/event-stream"]?.examples ?? {}];
  const names = new Set([...Object.keys(whole), ...Object.keys(streamed)]);
  return Array.from(names, (name) => {
    const label = (streamed[name] ?? whole[name])?.summary ?? name;
    const response = { group: "Completions", label, prefer: `example=${name}` };
    if (name in whole && name in streamed) return response;
    return Object.assign(response, { only: name in streamed ? "stream" : "whole" } as const);
  });
}

/** Returns the examples of requests in the description. */
export function getRequestExamples({ paths }: Description): { name: string; summary: string; value: unknown }[] {
  const examples = paths[path]?.post?.requestBody.content[json]?.examples ?? {};
  return Object.entries(examples).map(([name, { summary = name, value }]) => ({ name, summary, value }));
}
