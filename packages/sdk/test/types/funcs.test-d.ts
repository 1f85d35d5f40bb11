import { toStandardJsonSchema } from "@valibot/to-json-schema";
import { Ajv } from "ajv";
import { type } from "arktype";
import type {
  ChatCompletion,
  ChatCompletionCreateParams,
  ChatCompletionMessageParam,
  CompletionUsage,
} from "@org/types/schemas";
import * as v from "valibot";
import { describe, expectTypeOf, test } from "vitest";
import * as z from "zod";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import { chatParse, type ChatParseError, type ChatParseRequest } from "../../src/funcs/chatParse.ts";
import { chatStream } from "../../src/funcs/chatStream.ts";
import { chatTools, tool, type ChatToolsError, type ToolsEvent } from "../../src/funcs/chatTools.ts";
import { toAssistantMessage } from "../../src/funcs/toAssistantMessage.ts";
import { OpenRouter, OpenRouterCore } from "../../src/index.ts";

const core = new OpenRouterCore();
const messages: ChatCompletionMessageParam[] = [{ role: "user", content: "Hi" }];

async function getParsed<T>(result: Promise<{ ok: true; value: { parsed: T } } | { ok: false }>): Promise<T> {
  const outcome = await result;
  if (!outcome.ok) throw new Error("failed");
  return outcome.value.parsed;
}

describe("chatStream", () => {
  test("accepts a client or a core, and rejects stream: false", () => {
    expectTypeOf(chatStream(new OpenRouter(), { messages }).finalCompletion()).resolves.toEqualTypeOf<ChatCompletion>();
    expectTypeOf(chatStream(core, { messages, stream: true }).usage()).resolves.toEqualTypeOf<
      CompletionUsage | undefined
    >();
    expectTypeOf(chatStream(core, { messages }).textStream).toEqualTypeOf<AsyncIterable<string>>();
    // @ts-expect-error -- chatStream always streams
    chatStream(core, { messages, stream: false });
    // @ts-expect-error -- a misspelled field
    chatStream(core, { messages, temprature: 1 });
  });
});

describe("chatParse", () => {
  test("returns the output type of the schema", () => {
    const zod = z.object({ city: z.string(), year: z.string().transform(Number), kind: z.string().default("x") });
    expectTypeOf(getParsed(chatParse(core, { messages }, zod))).resolves.toEqualTypeOf<{
      city: string;
      year: number;
      kind: string;
    }>();
    const valibot = toStandardJsonSchema(v.object({ city: v.string(), days: v.optional(v.number()) }));
    expectTypeOf(getParsed(chatParse(core, { messages }, valibot))).resolves.toEqualTypeOf<{
      city: string;
      days?: number | undefined;
    }>();
    const arktype = type({ city: "string" });
    expectTypeOf(getParsed(chatParse(core, { messages }, arktype))).resolves.toEqualTypeOf<{ city: string }>();
  });

  test("returns unknown for a plain JSON Schema without a type guard", () => {
    const schema = { type: "object", properties: { city: { type: "string" } } };
    expectTypeOf(getParsed(chatParse(core, { messages }, schema))).resolves.toBeUnknown();
    const validate = new Ajv().compile<{ city: string }>(schema);
    expectTypeOf(getParsed(chatParse(core, { messages }, schema, { validate }))).resolves.toEqualTypeOf<{
      city: string;
    }>();
  });

  test("does not accept response_format and stream", () => {
    expectTypeOf<keyof ChatParseRequest>().not.toEqualTypeOf<keyof ChatCompletionCreateParams>();
    // @ts-expect-error -- chatParse sets response_format
    void chatParse(core, { messages, response_format: { type: "text" } }, z.object({}));
    // @ts-expect-error -- chatParse does not stream
    void chatParse(core, { messages, stream: true }, z.object({}));
  });

  test("has a union of errors with a name", async () => {
    const result = await chatParse(core, { messages }, z.object({}));
    if (result.ok) return;
    expectTypeOf(result.error).toEqualTypeOf<ChatParseError>();
    if (result.error.name === "InvalidOutputError") expectTypeOf(result.error.kind).toEqualTypeOf<"json" | "schema">();
    if (result.error.name === "ConnectionError") expectTypeOf(result.error.attempts).toBeNumber();
  });
});

describe("tool", () => {
  test("types the arguments", () => {
    tool({
      name: "f",
      parameters: z.object({ city: z.string() }),
      execute: (args) => expectTypeOf(args).toEqualTypeOf<{ city: string }>(),
    });
    tool({
      name: "f",
      parameters: toStandardJsonSchema(v.object({ a: v.number() })),
      execute: (args) => expectTypeOf(args).toEqualTypeOf<{ a: number }>(),
    });
    tool({
      name: "f",
      parameters: type({ a: "number" }),
      execute: (args) => expectTypeOf(args).toEqualTypeOf<{ a: number }>(),
    });
    tool({
      name: "f",
      parameters: { type: "object" },
      execute: (args) => expectTypeOf(args).toEqualTypeOf<Record<string, unknown>>(),
    });
    tool({ name: "f", execute: (args) => expectTypeOf(args).toEqualTypeOf<Record<string, unknown>>() });
  });
});

describe("chatTools", () => {
  test("returns a result narrowed by ok, and the run in both cases", async () => {
    const result = await chatTools(core, { messages, tools: [tool({ name: "f", execute: () => 1 })] });
    expectTypeOf(result.messages).toEqualTypeOf<ChatCompletionMessageParam[]>();
    expectTypeOf(result.usage.cost).toEqualTypeOf<number | undefined>();
    if (result.ok) expectTypeOf(result.value).toEqualTypeOf<ChatCompletion>();
    else expectTypeOf(result.error).toEqualTypeOf<ChatToolsError>();
    if (!result.ok && result.error.name === "ToolError")
      expectTypeOf(result.error.kind).toEqualTypeOf<"unknown" | "arguments" | "execution">();
  });

  test("has events discriminated by type", () => {
    expectTypeOf(chatTools).parameter(2).exclude<undefined>().toHaveProperty("onEvent");
    void chatTools(core, { messages }, { onEvent: checkEvent, maxSteps: 3, toolErrors: "raise" });
  });
});

function checkEvent(event: ToolsEvent): void {
  if (event.type === "chunk") expectTypeOf(event.chunk.object).toEqualTypeOf<"chat.completion.chunk">();
  if (event.type === "tool_call") expectTypeOf(event.args).toBeUnknown();
}

describe("a tool loop without chatTools", () => {
  test("over chat.complete compiles without casts", async () => {
    const history: ChatCompletionMessageParam[] = [{ role: "user", content: "Hi" }];
    for (;;) {
      const { choices } = await new OpenRouter().chat.complete({ messages: history });
      const message = choices[0]?.message;
      if (!message?.tool_calls) break;
      history.push(message);
      for (const call of message.tool_calls) {
        expectTypeOf(call.function.arguments).toBeString();
        const args: unknown = JSON.parse(call.function.arguments);
        history.push({ role: "tool", tool_call_id: call.id, content: JSON.stringify(args) });
      }
    }
  });

  test("over chatComplete compiles without casts", async () => {
    const result = await chatComplete(core, { messages });
    if (!result.ok) return;
    const [choice] = result.value.choices;
    if (!choice) return;
    const next = [...messages, choice.message, { role: "tool" as const, tool_call_id: "a", content: "" }];
    await chatComplete(core, { messages: next });
    expectTypeOf(choice.message).toExtend<ChatCompletionMessageParam>();
  });
});

test("toAssistantMessage returns a message for messages", () => {
  expectTypeOf(toAssistantMessage({} as ChatCompletion)).toExtend<ChatCompletionMessageParam>();
  expectTypeOf(toAssistantMessage({} as ChatCompletion).tool_calls?.[0]?.function.arguments).toEqualTypeOf<
    string | undefined
  >();
});
