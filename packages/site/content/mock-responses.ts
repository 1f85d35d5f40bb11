import { refName, type Description } from "./description.ts";

/** An answer that the mock server can be asked for. */
export interface MockAnswer {
  readonly group: string;
  readonly label: string;
  /** As its `Prefer` header has it. */
  readonly prefer: string;
  /** Given only when a stream is asked for, or only when none is. */
  readonly only?: "stream" | "whole";
}

const path = "/chat/completions";
const json = "application/json";

/** Each example of an answer in the description, and each status. */
export function mockAnswers({ paths, components }: Description): MockAnswer[] {
  const responses = Object.entries(paths[path]?.post.responses ?? {});
  return responses.flatMap(([status, response]) => {
    const { description = "", content = {} } = response.$ref
      ? (components.responses[refName(response.$ref)] ?? {})
      : response;
    if (status === "200") return examplesOf(content);
    // Classes of statuses are not to be had.
    if (!/^\d+$/.test(status)) return [];
    const [sentence = ""] = /^[^.:]*/.exec(description) ?? [];
    return [{ group: "Errors", label: `${status}: ${sentence}`, prefer: `code=${status}` }];
  });
}

type Content = NonNullable<Description["components"]["responses"][string]["content"]>;

function examplesOf(content: Content): MockAnswer[] {
  const [whole, streamed] = [content[json]?.examples ?? {}, content["text/event-stream"]?.examples ?? {}];
  const names = new Set([...Object.keys(whole), ...Object.keys(streamed)]);
  return Array.from(names, (name) => {
    const label = (streamed[name] ?? whole[name])?.summary ?? name;
    const answer = { group: "Answers", label, prefer: `example=${name}` };
    if (name in whole && name in streamed) return answer;
    return Object.assign(answer, { only: name in streamed ? "stream" : "whole" } as const);
  });
}

/** The requests that the description shows: a name, and the body. */
export function requestExamples({ paths }: Description): { name: string; summary: string; value: unknown }[] {
  const examples = paths[path]?.post.requestBody.content[json]?.examples ?? {};
  return Object.entries(examples).map(([name, { summary = name, value }]) => ({ name, summary, value }));
}
