import type {
  AdvisorParameters,
  ChatCompletion,
  ChatCompletionAdvisorServerTool,
  ChatCompletionMessage,
  ChatCompletionMessageParam,
  ChatCompletionTool,
  ImageGenerationParameters,
  ProviderPreferences,
  ServerToolReasoning,
} from "@org/types/schemas";
import { describe, expectTypeOf, test } from "vitest";
import { OpenRouter } from "../../src/index.ts";

const { chat } = new OpenRouter();
const user = { role: "user", content: "Hi" } as const;
const messages = [user] as const;

describe("a history loop compiles", () => {
  test("a received message can be sent", () => {
    expectTypeOf<ChatCompletionMessage>().toExtend<ChatCompletionMessageParam>();
    expectTypeOf<ChatCompletion["choices"][number]["message"]>().toExtend<ChatCompletionMessageParam>();
  });

  test("a received message is appended to the history with results of its tool calls", async () => {
    const history: ChatCompletionMessageParam[] = [{ role: "system", content: "Be brief" }, user];
    for (let turn = 0; turn < 3; turn++) {
      const { choices } = await chat.complete({ messages: history });
      const message = choices[0]?.message;
      if (!message) break;
      history.push(message);
      for (const { id, function: called } of message.tool_calls ?? []) {
        history.push({ role: "tool", tool_call_id: id, content: called.arguments ?? "{}" });
      }
      history.push({ role: "user", content: [{ type: "text", text: "And?" }] });
    }
    expectTypeOf(chat.complete({ messages: [...history, user] })).toBeObject();
  });
});

describe("readonly requests are accepted", () => {
  test("a request as const is accepted", () => {
    const request = {
      messages: [
        user,
        {
          role: "user",
          content: [
            { type: "text", text: "Look" },
            { type: "image_url", image_url: { url: "https://a.test/i.png" } },
          ],
        },
      ],
      models: ["a/b", "c/d"],
      stop: ["x"],
      modalities: ["text", "image"],
      tools: [{ type: "function", function: { name: "f", parameters: { type: "object", required: ["a"] } } }],
      provider: { order: ["acme"], ignore: [] },
      plugins: [{ id: "web" }],
      stream: true,
    } as const;
    expectTypeOf(chat.complete(request)).toBeObject();
  });

  test("a ReadonlyArray and a frozen object are accepted", () => {
    const history: readonly ChatCompletionMessageParam[] = [user];
    expectTypeOf(chat.complete(Object.freeze({ messages: history }))).toBeObject();
  });
});

describe("server tools", () => {
  test("have typed parameters, each of its own", () => {
    expectTypeOf<AdvisorParameters["reasoning"]>().toEqualTypeOf<ServerToolReasoning | undefined>();
    expectTypeOf<{ model: string; aspect_ratio: string }>().toExtend<ImageGenerationParameters>();
    expectTypeOf<ChatCompletionAdvisorServerTool>().toExtend<ChatCompletionTool>();
    // @ts-expect-error -- the name of an advisor is text
    const advisor: ChatCompletionAdvisorServerTool = { type: "openrouter:advisor", parameters: { name: 1 } };
    expectTypeOf(advisor).toExtend<ChatCompletionTool>();
  });

  test("can be any other tool of the service", () => {
    expectTypeOf<{ type: "openrouter:brand_new"; parameters: { size: number } }>().toExtend<ChatCompletionTool>();
  });
});

test("providers are listed for editors, and any other name is accepted", () => {
  expectTypeOf<{ order: string[]; only: ["Azure"]; ignore: ["a-slug/eu"] }>().toExtend<ProviderPreferences>();
});

test("undefined is allowed for optional fields", () => {
  expectTypeOf(
    chat.complete({
      messages: [{ role: "user", content: "Hi", name: undefined }],
      model: undefined,
      temperature: undefined,
      stream: undefined,
      tools: undefined,
      provider: { order: undefined, sort: undefined },
      reasoning: { effort: undefined, max_tokens: undefined },
      response_format: undefined,
    }),
  ).toBeObject();
});

test("null is allowed where the API accepts it", () => {
  expectTypeOf(
    chat.complete({
      messages: [user, { role: "assistant", content: null }],
      temperature: null,
      stop: null,
      stream: null,
    }),
  ).toBeObject();
});

describe("misspelled names are type errors", () => {
  test("a misspelled field of the request is a type error", () => {
    // @ts-expect-error -- the name is max_tokens
    expectTypeOf(chat.complete({ messages: [user], maxTokens: 5 })).toBeObject();
    // @ts-expect-error -- the name is temperature
    expectTypeOf(chat.complete({ messages: [user], temprature: 1 })).toBeObject();
    // @ts-expect-error -- the name is temperature, in a stream too
    expectTypeOf(chat.complete({ messages: [user], stream: true, temprature: 1 })).toBeObject();
  });

  test("a misspelled field of a message, a tool or a preference is a type error", () => {
    // @ts-expect-error -- the name is content
    expectTypeOf(chat.complete({ messages: [{ role: "user", contents: "Hi" }] })).toBeObject();
    // @ts-expect-error -- the name is name
    expectTypeOf(chat.complete({ messages, tools: [{ type: "function", function: { nam: "f" } }] })).toBeObject();
    // @ts-expect-error -- the name is order
    expectTypeOf(chat.complete({ messages: [user], provider: { orders: ["acme"] } })).toBeObject();
  });

  test("a misspelled role, content type or value is a type error", () => {
    // @ts-expect-error -- there is no such role
    expectTypeOf(chat.complete({ messages: [{ role: "robot", content: "Hi" }] })).toBeObject();
    // @ts-expect-error -- the name is text
    expectTypeOf(chat.complete({ messages: [{ role: "user", content: [{ type: "txt", text: "Hi" }] }] })).toBeObject();
    // @ts-expect-error -- must be a boolean
    expectTypeOf(chat.complete({ messages: [user], stream: "true" })).toBeObject();
  });

  test("missing, null and non-array messages are type errors", () => {
    // @ts-expect-error -- messages are required
    expectTypeOf(chat.complete({ model: "a/b" })).toBeObject();
    // @ts-expect-error -- a list of messages
    expectTypeOf(chat.complete({ messages: "Hi" })).toBeObject();
    // @ts-expect-error -- a list of messages
    expectTypeOf(chat.complete({ messages: null })).toBeObject();
    // @ts-expect-error -- a request is required
    expectTypeOf(chat.complete()).toBeObject();
  });
});

describe("responses", () => {
  test("responses have open enums that also accept unknown values", async () => {
    const { choices } = await chat.complete({ messages: [user] });
    const reason = choices[0]?.finish_reason;
    if (reason === "stop" || reason === "an unknown reason") expectTypeOf(reason).toExtend<string>();
    expectTypeOf(choices[0]?.message.content).toEqualTypeOf<string | null | undefined>();
  });

  test("responses are not any", async () => {
    const completion = await chat.complete({ messages: [user] });
    expectTypeOf(completion).not.toBeAny();
    expectTypeOf(completion.choices[0]).not.toBeAny();
    // @ts-expect-error -- there is no such field
    void completion.choises;
  });
});
