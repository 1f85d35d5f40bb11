import type { ChatCompletionCreateParams } from "@org/types";
import { describe, expect, test } from "vitest";
import { specExamples } from "../spec/spec-examples.ts";
import { asking, useMock } from "./mock.ts";
import { violationsIn } from "./violations.ts";

const examples = specExamples();
const hello: ChatCompletionCreateParams = { messages: [{ role: "user", content: "Hello" }] };
const of = (status: RegExp, contentType: string) =>
  examples.filter((example) => status.test(example.status) && example.contentType === contentType);

describe("the raw client against the mock", () => {
  const mock = useMock();

  test.for(of(/^request$/, "application/json"))(
    "sends the request example $name as the spec wants it",
    async ({ value }) => {
      const { response } = await mock.raw.POST("/chat/completions", {
        body: value as unknown as ChatCompletionCreateParams,
        parseAs: "text",
      });
      expect(response.status).toBe(200);
      expect(violationsIn(response.headers)).toEqual([]);
    },
  );

  test.for(of(/^2/, "application/json"))("gives the completion $name typed", async (example) => {
    const { data, error, response } = await mock.raw.POST("/chat/completions", {
      body: hello,
      headers: asking(example),
    });
    expect(violationsIn(response.headers)).toEqual([]);
    expect(error).toBeUndefined();
    expect(data?.choices).toEqual((example.value as { choices: unknown }).choices);
    expect(data).toEqual(example.value);
  });

  test.for(of(/^2/, "text/event-stream"))("gives the stream $name as text", async (example) => {
    const { data, response } = await mock.raw.POST("/chat/completions", {
      body: { ...hello, stream: true },
      headers: asking(example),
      parseAs: "text",
    });
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    expect(violationsIn(response.headers)).toEqual([]);
    // The mock drops the line breaks at the end.
    expect(data?.trimEnd()).toBe(String(example.value).trimEnd());
  });

  test.for(of(/^[45]/, "application/json"))("gives $status $name as error", async (example) => {
    const { data, error, response } = await mock.raw.POST("/chat/completions", {
      body: hello,
      headers: asking(example),
    });
    expect(response.status).toBe(Number(example.status));
    expect(violationsIn(response.headers)).toEqual([]);
    expect(data).toBeUndefined();
    expect(error).toEqual(example.value);
  });

  test.for(of(/^[45]/, "text/html"))("gives the page of $status $name as error", async (example) => {
    const { error, response } = await mock.raw.POST("/chat/completions", { body: hello, headers: asking(example) });
    expect(response.status).toBe(Number(example.status.replace("XX", "18")));
    expect(violationsIn(response.headers)).toEqual([]);
    expect(error).toBe(example.value);
  });

  test("a request that breaks the spec is caught", async () => {
    const body = { messages: [{ role: "user", content: 5 }] } as unknown as ChatCompletionCreateParams;
    const { response } = await mock.raw.POST("/chat/completions", { body });
    expect(response.ok).toBe(false);
    expect(violationsIn(response.headers, "request").join("\n")).toContain("request.body.messages");
  });
});
