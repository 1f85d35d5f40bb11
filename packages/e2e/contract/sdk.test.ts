import type { ChatCompletionCreateParams, ChatCompletionMessageParam } from "@org/sdk/models";
import { ChatCompletionError, OpenRouterDefaultError, OpenRouterError } from "@org/sdk/models/errors";
import { describe, expect, test } from "vitest";
import { listOperations } from "../spec/document.ts";
import { listExamples } from "../spec/examples.ts";
import { createValidator } from "../spec/create-validator.ts";
import { preferExample, useMock } from "./mock.ts";
import { getViolations } from "./violations.ts";

const examples = listExamples("createChatCompletion");
const hello: ChatCompletionCreateParams = { messages: [{ role: "user", content: "Hello" }] };

const text = { type: "text", text: "A heron." } as const;
const image = { type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0KGgo=" } } as const;
const messagesWithParts: ChatCompletionMessageParam[] = [
  { role: "system", content: [text] },
  { role: "developer", content: [text] },
  { role: "user", content: [text, image] },
  { role: "assistant", content: [text, image] },
  { role: "tool", content: [text, image], tool_call_id: "call_1" },
];

const selectExamples = (status: RegExp, contentType: string) =>
  examples.filter((example) => status.test(example.status) && example.contentType === contentType);

describe("the SDK against the mock", () => {
  const mock = useMock();

  test.for(selectExamples(/^request$/, "application/json"))(
    "sends the request example $name without violations of the spec",
    async ({ value }) => {
      const request = value as unknown as ChatCompletionCreateParams;
      const { response } = await mock.sdk.chat.complete(request).withResponse();
      expect(getViolations(response.headers)).toEqual([]);
    },
  );

  test.for(messagesWithParts)("sends the content of a $role message as a list of parts", async (message) => {
    const { response } = await mock.sdk.chat.complete({ messages: [message] }).withResponse();
    expect(getViolations(response.headers)).toEqual([]);
  });

  test.for(["system", "developer"] as const)("the mock reports an image in a %s message", async (role) => {
    const messages = [{ role, content: [image] }] as unknown as ChatCompletionMessageParam[];
    await expect(mock.sdk.chat.complete({ messages })).rejects.toThrow(OpenRouterError);
  });

  test.for(selectExamples(/^2/, "application/json"))("returns the completion $name unchanged", async (example) => {
    const { value, response } = await mock.sdk.chat
      .complete({ ...hello, stream: false }, { headers: preferExample(example) })
      .withResponse();
    expect(getViolations(response.headers)).toEqual([]);
    expect(value).toEqual(example.value);
    expect(createValidator("ChatCompletion")(value)).toEqual([]);
  });

  test.for(selectExamples(/^2/, "text/event-stream"))(
    "returns the chunks of the stream $name unchanged",
    async (example) => {
      const { value: stream, response } = await mock.sdk.chat
        .complete({ ...hello, stream: true }, { headers: preferExample(example) })
        .withResponse();
      expect(getViolations(response.headers)).toEqual([]);
      const chunks: unknown[] = [];
      let error: unknown;
      try {
        for await (const chunk of stream) chunks.push(chunk);
      } catch (thrown) {
        error = thrown;
      }
      for (const chunk of chunks) expect(createValidator("ChatCompletionChunk")(chunk)).toEqual([]);
      const errorIndex = example.parts.findIndex((part) => Boolean((part as { error?: unknown }).error));
      if (errorIndex === -1) {
        expect(error).toBeUndefined();
        expect(chunks).toEqual(example.parts);
      } else {
        expect(chunks).toEqual(example.parts.slice(0, errorIndex));
        expect(error).toSatisfy(ChatCompletionError.isInstance);
        expect(error).toMatchObject({ error: (example.parts[errorIndex] as { error: object }).error });
      }
    },
  );

  test.for(selectExamples(/^[45]/, "application/json"))(
    "rejects with a ChatCompletionError for $status $name",
    async (example) => {
      const error: unknown = await mock.sdk.chat
        .complete(hello, { headers: preferExample(example) })
        .catch((thrown: unknown) => thrown);
      if (!ChatCompletionError.isInstance(error)) throw error;
      expect(getViolations(error.headers)).toEqual([]);
      expect(error.statusCode).toBe(Number(example.status));
      expect(JSON.parse(error.body)).toEqual(example.value);
      expect(error.error).toMatchObject((example.value as { error: object }).error);
    },
  );

  test.for(selectExamples(/^[45]/, "text/html"))(
    "rejects with an OpenRouterDefaultError for $status $name",
    async (example) => {
      const error: unknown = await mock.sdk.chat
        .complete(hello, { headers: preferExample(example) })
        .catch((thrown: unknown) => thrown);
      if (!OpenRouterDefaultError.isInstance(error)) throw error;
      expect(getViolations(error.headers)).toEqual([]);
      expect(error.statusCode).toBe(Number(example.status.replace("XX", "18")));
      expect(error.contentType).toContain("text/html");
      expect(error.body).toBe(example.value);
    },
  );

  test("the mock reports a request that violates the spec", async () => {
    const invalid = { messages: [{ role: "robot", content: "Hello" }] };
    const error: unknown = await mock.sdk.chat
      .complete(invalid as unknown as ChatCompletionCreateParams)
      .catch((thrown: unknown) => thrown);
    if (!OpenRouterError.isInstance(error)) throw error;
    expect(getViolations(error.headers, "request").join("\n")).toContain("request.body.messages");
  });

  test("each status and content type of the spec has an example here", () => {
    const operation = listOperations().find(({ id }) => id === "createChatCompletion");
    const documented = [...(operation?.responses ?? [])].flatMap(([status, content]) =>
      Object.keys(content).map((contentType) => `${status} ${contentType}`),
    );
    const shown = new Set(examples.map(({ status, contentType }) => `${status} ${contentType}`));
    expect([...shown].toSorted()).toEqual([...documented, "request application/json"].toSorted());
    expect(documented).toContain("200 text/event-stream");
  });
});
