import type { ChatCompletionCreateParams } from "@org/sdk/models";
import { ChatCompletionError, OpenRouterDefaultError, OpenRouterError } from "@org/sdk/models/errors";
import { describe, expect, test } from "vitest";
import { specOperations } from "../spec/document.ts";
import { specExamples } from "../spec/examples.ts";
import { validatorFor } from "../spec/create-validator.ts";
import { asking, useMock } from "./mock.ts";
import { violationsIn } from "./violations.ts";

const examples = specExamples("createChatCompletion");
const hello: ChatCompletionCreateParams = { messages: [{ role: "user", content: "Hello" }] };
const of = (status: RegExp, contentType: string) =>
  examples.filter((example) => status.test(example.status) && example.contentType === contentType);

describe("the SDK against the mock", () => {
  const mock = useMock();

  test.for(of(/^request$/, "application/json"))(
    "sends the request example $name as the spec wants it",
    async ({ value }) => {
      const request = value as unknown as ChatCompletionCreateParams;
      const { response } = await mock.sdk.chat.complete(request).withResponse();
      expect(violationsIn(response.headers)).toEqual([]);
    },
  );

  test.for(of(/^2/, "application/json"))("gives the completion $name as it is", async (example) => {
    const { value, response } = await mock.sdk.chat
      .complete({ ...hello, stream: false }, { headers: asking(example) })
      .withResponse();
    expect(violationsIn(response.headers)).toEqual([]);
    expect(value).toEqual(example.value);
    expect(validatorFor("ChatCompletion")(value)).toEqual([]);
  });

  test.for(of(/^2/, "text/event-stream"))("gives the chunks of the stream $name as they are", async (example) => {
    const { value: stream, response } = await mock.sdk.chat
      .complete({ ...hello, stream: true }, { headers: asking(example) })
      .withResponse();
    expect(violationsIn(response.headers)).toEqual([]);
    const chunks: unknown[] = [];
    let failure: unknown;
    try {
      for await (const chunk of stream) chunks.push(chunk);
    } catch (error) {
      failure = error;
    }
    for (const chunk of chunks) expect(validatorFor("ChatCompletionChunk")(chunk)).toEqual([]);
    const failed = example.parts.findIndex((part) => Boolean((part as { error?: unknown }).error));
    if (failed === -1) {
      expect(failure).toBeUndefined();
      expect(chunks).toEqual(example.parts);
    } else {
      expect(chunks).toEqual(example.parts.slice(0, failed));
      expect(failure).toSatisfy(ChatCompletionError.isInstance);
      expect(failure).toMatchObject({ error: (example.parts[failed] as { error: object }).error });
    }
  });

  test.for(of(/^[45]/, "application/json"))("makes $status $name a ChatCompletionError", async (example) => {
    const error: unknown = await mock.sdk.chat
      .complete(hello, { headers: asking(example) })
      .catch((thrown: unknown) => thrown);
    if (!ChatCompletionError.isInstance(error)) throw error;
    expect(violationsIn(error.headers)).toEqual([]);
    expect(error.statusCode).toBe(Number(example.status));
    expect(JSON.parse(error.body)).toEqual(example.value);
    expect(error.error).toMatchObject((example.value as { error: object }).error);
  });

  test.for(of(/^[45]/, "text/html"))("makes $status $name an OpenRouterDefaultError", async (example) => {
    const error: unknown = await mock.sdk.chat
      .complete(hello, { headers: asking(example) })
      .catch((thrown: unknown) => thrown);
    if (!OpenRouterDefaultError.isInstance(error)) throw error;
    expect(violationsIn(error.headers)).toEqual([]);
    expect(error.statusCode).toBe(Number(example.status.replace("XX", "18")));
    expect(error.contentType).toContain("text/html");
    expect(error.body).toBe(example.value);
  });

  test("a request that breaks the spec is caught", async () => {
    const broken = { messages: [{ role: "robot", content: "Hello" }] };
    const error: unknown = await mock.sdk.chat
      .complete(broken as unknown as ChatCompletionCreateParams)
      .catch((thrown: unknown) => thrown);
    if (!OpenRouterError.isInstance(error)) throw error;
    expect(violationsIn(error.headers, "request").join("\n")).toContain("request.body.messages");
  });

  test("each status and content type of the spec has an example here", () => {
    const operation = specOperations().find(({ id }) => id === "createChatCompletion");
    const documented = [...(operation?.responses ?? [])].flatMap(([status, content]) =>
      Object.keys(content).map((contentType) => `${status} ${contentType}`),
    );
    const shown = new Set(examples.map(({ status, contentType }) => `${status} ${contentType}`));
    expect([...shown].toSorted()).toEqual([...documented, "request application/json"].toSorted());
    expect(documented).toContain("200 text/event-stream");
  });
});
