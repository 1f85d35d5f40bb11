import { afterEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import type { ChatCompletionCreateParams, ChatCompletionMessageParam } from "@org/types/schemas";
import {
  chatTools,
  tool,
  ToolError,
  type ChatToolsOptions,
  type Tool,
  type ToolsEvent,
} from "../../src/funcs/chatTools.ts";
import { chunk, completion, done, event, lastChunk, errorResponse, sse } from "../support/responses.ts";
import { createForeignSignal } from "../support/foreign-signal.ts";
import { noRetries, observedClient, type FetchHandler } from "../support/observed-client.ts";
import { createDeferred, countListeners, flushPromises } from "../support/promises.ts";

afterEach(() => {
  vi.useRealTimers();
});

const usage = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7, cost: 0.25 };

/** Creates a tool call. */
function call(name: string, args?: string, id: string | undefined = `id_${name}`): object {
  return { index: 0, id, type: "function", function: { name, ...(args !== undefined && { arguments: args }) } };
}

function createCallResponse(...calls: readonly object[]): Response {
  const message = { role: "assistant", content: "", reasoning_details: [], tool_calls: calls };
  return Response.json(
    completion({ usage, choices: [{ index: 0, finish_reason: "stop", native_finish_reason: null, message }] }),
  );
}

const createTextResponse = (content: string) =>
  Response.json(
    completion({
      usage,
      choices: [
        { index: 0, finish_reason: "stop", native_finish_reason: null, message: { role: "assistant", content } },
      ],
    }),
  );

const weather = tool({
  name: "weather",
  description: "The weather in a city",
  parameters: z.object({ city: z.string() }),
  execute: ({ city }) => ({ city, celsius: 7 }),
});

const messages: ChatCompletionMessageParam[] = [{ role: "user", content: "Do I need a coat in Oslo?" }];

interface RunInput {
  readonly tools?: ChatCompletionCreateParams["tools"];
  readonly request?: object;
  readonly options?: ChatToolsOptions;
}

/** Runs `chatTools` with these responses in order; the last one is repeated. */
async function run(
  responses: readonly ((() => Response) | Response)[],
  { tools = [weather], request, options }: RunInput = {},
) {
  const fetch: FetchHandler = (_, index) => {
    const response = responses[Math.min(index, responses.length - 1)];
    if (!response) throw new Error("There is no response");
    return typeof response === "function" ? response() : response.clone();
  };
  const { client, requests } = observedClient({ fetch, retryConfig: noRetries });
  const events: ToolsEvent[] = [];
  const result = await chatTools(
    client,
    { messages, tools, ...request },
    { onEvent: (each) => void events.push(each), ...options },
  );
  return {
    result,
    events,
    bodies: requests.map(({ body }) => JSON.parse(body) as ChatCompletionCreateParams),
    requests,
  };
}

const toolMessages = (sent: ChatCompletionCreateParams | undefined) =>
  sent?.messages.filter(({ role }) => role === "tool");

const deltaEvent = (delta: object, fields?: object) =>
  event(chunk("", { choices: [{ index: 0, delta, finish_reason: null }], ...fields }));

const createTextStream = () => sse(event(chunk("Ye")), event(chunk("s.")) + event(lastChunk({ usage })) + done);

const createCallStream = () =>
  sse(
    deltaEvent({
      content: "",
      tool_calls: [{ index: 0, id: "id_weather", type: "function", function: { name: "weather", arguments: "" } }],
    }),
    deltaEvent({ content: null, tool_calls: [{ index: 0, function: { arguments: '{"city":' } }] }),
    deltaEvent({ content: null, tool_calls: [{ index: 0, function: { arguments: '"Oslo"}' } }] }) +
      event(lastChunk({ usage })) +
      done,
  );

const createUsageResponse = (counts: object | null | undefined) => {
  const message = { role: "assistant", content: null, tool_calls: [call("weather", '{"city":"Oslo"}')] };
  return Response.json(completion({ usage: counts, choices: [{ index: 0, finish_reason: "tool_calls", message }] }));
};

describe("tool()", () => {
  test("serializes to the tool of the request, without its function", () => {
    expect(JSON.parse(JSON.stringify(weather))).toEqual({
      type: "function",
      function: {
        name: "weather",
        description: "The weather in a city",
        parameters: {
          type: "object",
          properties: { city: { type: "string" } },
          required: ["city"],
          additionalProperties: false,
        },
      },
    });
    expect(JSON.parse(JSON.stringify(tool({ name: "now", strict: true, execute: () => 0 })))).toEqual({
      type: "function",
      function: { name: "now", strict: true },
    });
  });

  test.each<[string, object]>([
    ["a missing name", { execute: () => 0 }],
    ["a missing execute", { name: "f" }],
    [
      "a schema that cannot be written as JSON Schema",
      { name: "f", parameters: z.object({ when: z.date() }), execute: () => 0 },
    ],
  ])("throws for %s", (_, definition) => {
    expect(() => tool(definition as Parameters<typeof tool>[0])).toThrow(
      expect.objectContaining({ name: "InvalidRequestError" }),
    );
  });

  test.each(["", "bad name", "größe", "a.b", "a".repeat(65), 5])(
    "throws for the name %j, with the allowed form",
    (name) => {
      expect(() => tool({ name: name as string, execute: () => 0 })).toThrow(
        expect.objectContaining({
          name: "InvalidRequestError",
          message: `The name of a tool must be 1 to 64 letters, digits, "_" and "-", not ${typeof name === "string" ? JSON.stringify(name) : "number"}`,
        }),
      );
    },
  );

  test("accepts every allowed character", () => {
    for (const name of ["a", "get_Weather-2", "a".repeat(64)]) {
      expect(tool({ name, execute: () => 0 }).function.name).toBe(name);
    }
  });
});

describe("chatTools", () => {
  test("sends the request, runs the tools, and repeats until the model answers", async () => {
    const { result, bodies, events } = await run(
      [createCallResponse(call("weather", '{"city":"Oslo"}')), createTextResponse("Yes.")],
      {
        request: { model: "acme/small-1" },
      },
    );
    const seenMessages = [
      ...messages,
      { role: "assistant", content: null, reasoning_details: [], tool_calls: [call("weather", '{"city":"Oslo"}')] },
      { role: "tool", tool_call_id: "id_weather", content: '{"city":"Oslo","celsius":7}' },
    ];
    expect(bodies.map((body) => body.messages)).toEqual([messages, seenMessages]);
    expect(bodies.map((body) => Object.keys(body))).toEqual([
      ["messages", "tools", "model"],
      ["messages", "tools", "model"],
    ]);
    expect(result).toMatchObject({
      ok: true,
      value: { choices: [{ message: { content: "Yes." } }] },
      attempts: 1,
      messages: [...seenMessages, { role: "assistant", content: "Yes." }],
      steps: [{ results: [{ value: { city: "Oslo", celsius: 7 }, error: undefined }] }, { results: [] }],
      usage: { prompt_tokens: 10, completion_tokens: 4, total_tokens: 14, cost: 0.5 },
      pending: [],
    });
    expect(events.map(({ type, step }) => `${step} ${type}`)).toEqual([
      "1 completion",
      "1 tool_call",
      "1 tool_result",
      "2 completion",
    ]);
    expect(events[1]).toMatchObject({ toolCall: { id: "id_weather" }, args: { city: "Oslo" } });
    expect(events[2]).toMatchObject({ value: { celsius: 7 }, message: { tool_call_id: "id_weather" } });
  });

  test("does not change the messages of the request", async () => {
    const history = [...messages];
    await run([createCallResponse(call("weather", '{"city":"Oslo"}')), createTextResponse("Yes.")], {
      request: { messages: history },
    });
    expect(history).toEqual(messages);
  });

  test("sends one request if the model calls no tool", async () => {
    const { result, bodies } = await run([createTextResponse("Yes.")]);
    expect(result).toMatchObject({ ok: true, pending: [] });
    expect(bodies).toHaveLength(1);
  });

  test("ends with a completion without choices", async () => {
    const { result } = await run([Response.json(completion({ choices: [] }))]);
    expect(result).toMatchObject({ ok: true, value: { choices: [] }, messages });
  });

  test("runs the calls of a completion in parallel, and sends their results in order", async () => {
    const gates = { a: createDeferred<string>(), b: createDeferred<string>() };
    const started: string[] = [];
    const slow = tool({
      name: "slow",
      parameters: z.object({ key: z.enum(["a", "b"]) }),
      execute: ({ key }) => {
        started.push(key);
        if (started.length === 2) gates.b.resolve("B");
        return gates[key].promise.then((value) => {
          if (key === "b") gates.a.resolve("A");
          return value;
        });
      },
    });
    const { bodies } = await run(
      [
        createCallResponse(call("slow", '{"key":"a"}', "1"), call("slow", '{"key":"b"}', "2")),
        createTextResponse("So."),
      ],
      { tools: [slow] },
    );
    expect(started).toEqual(["a", "b"]);
    expect(toolMessages(bodies[1])).toEqual([
      { role: "tool", tool_call_id: "1", content: "A" },
      { role: "tool", tool_call_id: "2", content: "B" },
    ]);
  });

  test.each<[string, readonly unknown[], readonly string[]]>([
    ["missing", [undefined, undefined], ["call_0", "call_1"]],
    ["empty", ["", ""], ["call_0", "call_1"]],
    ["repeated", ["x", "x"], ["x", "call_1"]],
  ])("replaces IDs that are %s with unique IDs", async (_, originalIds, ids) => {
    const calls = originalIds.map((id) => ({ ...call("weather", '{"city":"Oslo"}'), id }));
    const { bodies } = await run([createCallResponse(...calls), createTextResponse("Yes.")]);
    const [, , ...seenMessages] = bodies[1]?.messages ?? [];
    expect(bodies[1]?.messages[1]).toMatchObject({ tool_calls: ids.map((id) => ({ id })) });
    expect(seenMessages).toMatchObject(ids.map((id) => ({ role: "tool", tool_call_id: id })));
  });

  test.each([undefined, "", " \n"])("runs a tool without arguments if they are %j", async (args) => {
    const execute = vi.fn<(args: object) => string>(() => "noon");
    await run([createCallResponse(call("now", args)), createTextResponse("Noon.")], {
      tools: [tool({ name: "now", execute })],
    });
    expect(execute.mock.calls[0]?.[0]).toEqual({});
  });

  test("passes the call, the messages and the step to the tool", async () => {
    const seen: unknown[] = [];
    const curious = tool({
      name: "curious",
      execute(args, { toolCall, signal, messages: seenMessages, step }) {
        seen.push(args, toolCall.id, signal.aborted, seenMessages.length, step);
      },
    });
    const { bodies } = await run(
      [
        createCallResponse(call("curious", '{"a":1}')),
        createCallResponse(call("curious", '{"a":2}')),
        createTextResponse("So."),
      ],
      { tools: [curious] },
    );
    expect(seen).toEqual([{ a: 1 }, "id_curious", false, 1, 1, { a: 2 }, "id_curious", false, 3, 2]);
    expect(toolMessages(bodies[1])).toMatchObject([{ content: "" }]);
  });

  test.each<[string, unknown, string | object[]]>([
    ["a string unchanged", "seven", "seven"],
    ["any other value as JSON", [1, { a: null }], '[1,{"a":null}]'],
    ["null as JSON", null, "null"],
    ["the value of a promise", Promise.resolve(7), "7"],
    [
      "parts, in a tool message",
      { role: "tool", content: [{ type: "text", text: "7" }] },
      [{ type: "text", text: "7" }],
    ],
  ])("sends the model %s", async (_, value, content) => {
    const { bodies } = await run([createCallResponse(call("f")), createTextResponse("So.")], {
      tools: [tool({ name: "f", execute: () => value })],
    });
    expect(toolMessages(bodies[1])).toEqual([{ role: "tool", tool_call_id: "id_f", content }]);
  });

  test.each<[unknown, unknown]>([
    ["required", "auto"],
    [{ type: "function", function: { name: "weather" } }, "auto"],
    ["auto", "auto"],
    ["none", "none"],
    [undefined, undefined],
  ])("with tool_choice %j continues with %j", async (choice, next) => {
    const { bodies } = await run([createCallResponse(call("weather", '{"city":"Oslo"}')), createTextResponse("Yes.")], {
      request: { tool_choice: choice },
    });
    expect(bodies.map((body) => body.tool_choice)).toEqual([choice, next]);
  });

  test("returns the calls of tools without execute as pending, after running the others", async () => {
    const foreign = { type: "function", function: { name: "approve" } } as const;
    const { result, bodies } = await run(
      [createCallResponse(call("approve", "{}"), call("weather", '{"city":"Oslo"}'))],
      {
        tools: [weather, foreign, { type: "openrouter:datetime" }],
      },
    );
    expect(bodies).toHaveLength(1);
    expect(result).toMatchObject({ ok: true, pending: [{ id: "id_approve", function: { name: "approve" } }] });
    expect(result.messages.map(({ role }) => role)).toEqual(["user", "assistant", "tool"]);
  });

  test("ends after maxSteps, with messages that can be continued", async () => {
    const { result, bodies } = await run([createCallResponse(call("weather", '{"city":"Oslo"}'))], {
      options: { maxSteps: 3 },
    });
    expect(bodies).toHaveLength(3);
    expect(result).toMatchObject({ ok: false, error: { name: "StepLimitError", maxSteps: 3 }, attempts: 1 });
    expect(result.messages.map(({ role }) => role)).toEqual([
      "user",
      "assistant",
      "tool",
      "assistant",
      "tool",
      "assistant",
      "tool",
    ]);
    expect(result.steps).toHaveLength(3);
    expect((await run([createCallResponse(call("weather", "{}"))])).bodies).toHaveLength(10);
  });
});

describe("chatTools with another server", () => {
  test("runs calls whose arguments are an object, and sends them back as text", async () => {
    const unusual = { id: "a", type: "function", function: { name: "weather", arguments: { city: "Oslo" } } };
    const { result, bodies, events } = await run([createCallResponse(unusual), createTextResponse("Yes.")]);
    expect(result).toMatchObject({ ok: true, steps: [{ results: [{ value: { city: "Oslo" } }] }, {}] });
    expect(bodies[1]?.messages[1]).toMatchObject({ tool_calls: [{ function: { arguments: '{"city":"Oslo"}' } }] });
    expect(events[1]).toMatchObject({ toolCall: { function: { arguments: '{"city":"Oslo"}' } } });
  });

  test.each<[string, object]>([
    ["custom", { id: "a", type: "custom", custom: { name: "code", input: "x" } }],
    ["a tool of the service", { id: "a", type: "openrouter:shell", action: { command: "ls" } }],
  ])("returns calls that are not function calls (%s) as pending, after running the others", async (_, foreign) => {
    const { result, bodies } = await run([createCallResponse(foreign, call("weather", '{"city":"Oslo"}'))]);
    expect(bodies).toHaveLength(1);
    expect(result).toMatchObject({ ok: true, pending: [foreign], steps: [{ results: [{ value: { city: "Oslo" } }] }] });
    expect(result.messages[1]).toMatchObject({ tool_calls: [foreign, { function: { name: "weather" } }] });
  });

  test("returns custom calls in a stream as pending", async () => {
    const custom = { id: "a", type: "custom", custom: { name: "code", input: "print(1)" } };
    const streamed = () =>
      sse(
        deltaEvent({ tool_calls: [{ index: 0, ...custom, custom: { name: "code", input: "" } }] }) +
          deltaEvent({ tool_calls: [{ index: 0, custom: { input: "print(1)" } }] }) +
          event(lastChunk()) +
          done,
      );
    const { result } = await run([streamed], { request: { stream: true } });
    expect(result).toMatchObject({ ok: true, pending: [custom] });
    expect(result.pending[0]).not.toHaveProperty("function");
  });

  test("ignores calls that are not objects", async () => {
    const { result } = await run([createCallResponse(null as never, "x" as never)]);
    expect(result).toMatchObject({ ok: true, pending: [], steps: [{ results: [] }] });
  });
});

describe("the usage of a run", () => {
  test.each<[string, readonly (object | null | undefined)[], object]>([
    ["is absent if the server reported none", [undefined, null], {}],
    [
      "has no cost if the server reported none",
      [
        { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
        { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
      ],
      { prompt_tokens: 2, completion_tokens: 4, total_tokens: 6 },
    ],
    ["is the sum of the reported values", [{ total_tokens: 3, cost: 0.25 }, null], { total_tokens: 3, cost: 0.25 }],
    ["is 0 if the server reported 0", [{ total_tokens: 0, cost: 0 }, {}], { total_tokens: 0, cost: 0 }],
    [
      "ignores values that are not numbers",
      [{ total_tokens: "3", cost: null }, { total_tokens: 1 }],
      { total_tokens: 1 },
    ],
  ])("%s", async (_, counts, sum) => {
    const { result } = await run(counts.map(createUsageResponse), { options: { maxSteps: 2 } });
    expect(result.usage).toEqual(sum);
  });

  test("is absent if the run did not start", async () => {
    expect((await chatTools({} as never, { messages })).usage).toEqual({});
  });

  test("is requested in every step of a stream by the caller's stream_options", async () => {
    const { bodies } = await run([createCallStream, createTextStream], {
      request: { stream: true, stream_options: { include_usage: true } },
    });
    expect(bodies.map((body) => body.stream_options)).toEqual([{ include_usage: true }, { include_usage: true }]);
  });
});

describe("chatTools fails for a completion with a failed choice", () => {
  const error = { code: 502, message: "Upstream died" };
  const good = { index: 0, finish_reason: "stop", message: { role: "assistant", content: "Yes." } };
  const failed = { index: 1, finish_reason: "error", error, message: { role: "assistant", content: "" } };

  test.each<[string, readonly object[]]>([
    ["the only choice", [failed]],
    ["the first of two", [failed, good]],
    ["the second of two", [good, failed]],
  ])("%s", async (_, choices) => {
    const { result, bodies } = await run([Response.json(completion({ choices }))]);
    expect(bodies).toHaveLength(1);
    expect(result).toMatchObject({
      ok: false,
      error: { name: "ChatCompletionError", statusCode: 502, message: "502: Upstream died", partial: choices },
      messages,
      attempts: 1,
    });
    expect(result.response?.status).toBe(200);
  });

  test("and does not run its tool calls", async () => {
    const execute = vi.fn<() => string>(() => "noon");
    const message = { role: "assistant", content: null, tool_calls: [call("now")] };
    const { result } = await run(
      [Response.json(completion({ choices: [{ index: 0, finish_reason: "error", error, message }] }))],
      { tools: [tool({ name: "now", execute })] },
    );
    expect(result).toMatchObject({ ok: false, error: { statusCode: 502 } });
    expect(execute).not.toHaveBeenCalled();
  });

  test("in a stream, after the text before it", async () => {
    const { result, events } = await run(
      [
        sse(
          event(chunk("par")) +
            event(chunk("", { choices: [{ index: 0, delta: { content: "" }, finish_reason: "error", error }] })) +
            done,
        ),
      ],
      { request: { stream: true } },
    );
    expect(result).toMatchObject({
      ok: false,
      error: {
        name: "ChatCompletionError",
        statusCode: 502,
        partial: [{ message: { content: "par" } }],
        isRetryable: false,
      },
    });
    expect(events.map(({ type }) => type)).toEqual(["chunk", "chunk"]);
  });
});

describe("a tool's error", () => {
  const failing = tool({
    name: "failing",
    execute() {
      throw new Error("The lamp is broken");
    },
  });
  const cases: [string, Tool, object, Partial<ToolError>, string][] = [
    ["an exception", failing, call("failing"), { kind: "execution" }, "Error: The lamp is broken"],
    [
      "a value that JSON cannot represent",
      tool({ name: "big", execute: () => 1n }),
      call("big"),
      { kind: "execution" },
      expect.stringMatching(/^Error: .*BigInt/) as string,
    ],
    [
      "arguments that do not match the schema",
      weather,
      call("weather", '{"town":1}'),
      { kind: "arguments" },
      expect.stringMatching(/^Error: The arguments do not match the schema: city: /) as string,
    ],
    [
      "arguments that are not JSON",
      weather,
      call("weather", '{"city":"Os'),
      { kind: "arguments" },
      expect.stringMatching(/^Error: The arguments are not JSON: /) as string,
    ],
    [
      "arguments that are not an object",
      weather,
      call("weather", "[]"),
      { kind: "arguments" },
      "Error: The arguments must be a JSON object",
    ],
    [
      "an unknown tool",
      weather,
      call("wether", "{}"),
      { kind: "unknown" },
      'Error: Unknown tool "wether"; the tools are: "weather"',
    ],
  ];

  test.each(cases)("is sent to the model by default: %s", async (_, definition, toolCall, error, content) => {
    const { result, bodies, events } = await run([createCallResponse(toolCall), createTextResponse("Sorry.")], {
      tools: [definition],
    });
    expect(result.ok).toBe(true);
    expect(toolMessages(bodies[1])).toMatchObject([{ content }]);
    expect(events.at(-2)).toMatchObject({
      type: "tool_result",
      value: undefined,
      error: { name: "ToolError", ...error },
    });
  });

  test.each(cases)("ends the run with toolErrors: raise: %s", async (_, definition, toolCall, error) => {
    const { result, bodies } = await run([createCallResponse(toolCall, call("ok", "{}"))], {
      tools: [definition, tool({ name: "ok", execute: () => 1 })],
      options: { toolErrors: "raise" },
    });
    expect(bodies).toHaveLength(1);
    expect(result).toMatchObject({ ok: false, error: { name: "ToolError", ...error }, attempts: 1 });
    expect(result.messages.map(({ role }) => role)).toEqual(["user", "assistant", "tool", "tool"]);
    expect(result.steps[0]?.results[1]).toMatchObject({ value: 1 });
  });

  test("has the cause and the call, even when printed", async () => {
    const { result } = await run([createCallResponse(call("failing"))], {
      tools: [failing],
      options: { toolErrors: "raise" },
    });
    const error = result.ok ? undefined : result.error;
    expect(ToolError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ cause: { message: "The lamp is broken" }, toolCall: { id: "id_failing" } });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      name: "ToolError",
      kind: "execution",
      toolCall: { id: "id_failing" },
    });
  });
});

describe("a failed run", () => {
  test("keeps the steps before the error", async () => {
    const { result } = await run([createCallResponse(call("weather", '{"city":"Oslo"}')), errorResponse(500)]);
    expect(result).toMatchObject({ ok: false, error: { name: "ChatCompletionError", statusCode: 500 }, attempts: 1 });
    expect(result.messages).toHaveLength(3);
    expect(result.steps).toHaveLength(1);
    expect(result.usage.total_tokens).toBe(7);
  });

  test.each<[string, object, object]>([
    ["maxSteps: 0", {}, { maxSteps: 0 }],
    ["maxSteps: 1.5", {}, { maxSteps: 1.5 }],
    ["toolErrors: ignore", {}, { toolErrors: "ignore" }],
    ["onEvent: 1", {}, { onEvent: 1 }],
    ["two tools of the same name", { tools: [weather, weather] }, {}],
    ["no messages", { messages: undefined }, {}],
    ["an invalid option of the call", {}, { timeoutMs: -1 }],
  ])("fails before anything is sent: %s", async (_, request, options) => {
    const { result, requests } = await run([createTextResponse("No.")], {
      request,
      options: options as ChatToolsOptions,
    });
    expect(result).toMatchObject({ ok: false, error: { name: "InvalidRequestError" }, attempts: 0, steps: [] });
    expect(requests).toEqual([]);
  });

  test("never rejects, whatever the arguments", async () => {
    for (const [core, request, options] of [
      [undefined, undefined, undefined],
      [{}, { messages }, {}],
      [{}, null, {}],
      [{}, { messages }, null],
    ]) {
      expect(await chatTools(core as never, request as never, options as never)).toMatchObject({
        ok: false,
        error: { name: "InvalidRequestError" },
      });
    }
  });

  test.each(["completion", "tool_call", "tool_result"])("names onEvent in the error if it throws at %s", async (at) => {
    const cause = new Error("mine");
    const onEvent = async ({ type }: ToolsEvent) => {
      await flushPromises();
      if (type === at) throw cause;
    };
    const { result } = await run([createCallResponse(call("weather", '{"city":"Oslo"}'))], { options: { onEvent } });
    expect(result).toMatchObject({
      ok: false,
      error: { name: "UnexpectedClientError", cause, message: "onEvent failed: mine" },
    });
  });

  test.each(["signal", "fetchOptions"])(
    "ends immediately when aborted (%s) while a tool runs, and aborts the tool",
    async (place) => {
      const controller = new AbortController();
      const { signal } = controller;
      let toolSignal: AbortSignal | undefined;
      const endless = tool({
        name: "endless",
        execute(_, context) {
          toolSignal = context.signal;
          queueMicrotask(() => controller.abort("enough"));
          return new Promise(() => {});
        },
      });
      const options = place === "signal" ? { signal } : { fetchOptions: { signal } };
      const { result } = await run([createCallResponse(call("endless"))], { tools: [endless], options });
      expect(result).toMatchObject({ ok: false, error: { name: "RequestAbortedError", cause: "enough" }, attempts: 1 });
      expect(toolSignal?.aborted).toBe(true);
      expect(countListeners(signal)).toBe(0);
    },
  );

  test.each(["signal", "fetchOptions", "both"])(
    "ends when a signal of another realm (%s) is aborted while a tool runs, and aborts the tool",
    async (place) => {
      const signal = createForeignSignal();
      let toolSignal: AbortSignal | undefined;
      const endless = tool({
        name: "endless",
        execute(_, context) {
          toolSignal = context.signal;
          queueMicrotask(() => signal.abort("enough"));
          return new Promise(() => {});
        },
      });
      const options = {
        signal: { signal },
        fetchOptions: { fetchOptions: { signal } },
        both: { signal: new AbortController().signal, fetchOptions: { signal } },
      }[place];
      const { result } = await run([createCallResponse(call("endless"))], {
        tools: [endless],
        options: options as ChatToolsOptions,
      });
      expect(result).toMatchObject({ ok: false, error: { name: "RequestAbortedError", cause: "enough" }, attempts: 1 });
      expect(toolSignal?.aborted).toBe(true);
      expect(signal.listeners).toBe(0);
    },
  );

  test.each([true, false])("runs no tool if onEvent aborts the signal before (stream: %s)", async (stream) => {
    const signal = createForeignSignal();
    const execute = vi.fn<() => string>(() => "x");
    const onEvent = ({ type }: ToolsEvent) => {
      if (type === "completion") signal.abort("enough");
    };
    const { result } = await run([stream ? createCallStream : createCallResponse(call("weather"))], {
      request: { stream },
      tools: [tool({ name: "weather", execute })],
      options: { signal, onEvent },
    });
    expect(result).toMatchObject({ ok: false, error: { name: "RequestAbortedError", cause: "enough" } });
    expect(execute).not.toHaveBeenCalled();
  });

  test("reports an unexpected error", async () => {
    const cause = new Error("mine");
    const request = {
      messages,
      get tool_choice(): undefined {
        throw cause;
      },
    };
    const { client } = observedClient({ fetch: () => createTextResponse("No.") });
    expect(await chatTools(client, request, { onEvent: () => {} })).toMatchObject({
      ok: false,
      error: { name: "UnexpectedClientError", message: "Unexpected error: mine", cause },
    });
  });

  test("has the error of the call if it is aborted during a request", async () => {
    const controller = new AbortController();
    const aborting = tool({ name: "aborting", execute: () => "x" });
    const responses = [
      createCallResponse(call("aborting")),
      () => {
        controller.abort("enough");
        return createTextResponse("So.");
      },
    ];
    const { result } = await run(responses, { tools: [aborting], options: { signal: controller.signal } });
    expect(result).toMatchObject({ ok: false, error: { name: "RequestAbortedError", cause: "enough" } });
  });

  test("reports no event after an abort, and keeps the results before it", async () => {
    const controller = new AbortController();
    const reported: string[] = [];
    const execute = vi.fn<() => string>(() => "x");
    const validating = createDeferred<void>();
    const tools = [
      tool({
        name: "slow",
        execute: (_, { signal }) =>
          new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("stopped")))),
      }),
      tool({
        name: "validated",
        parameters: z.looseObject({}).refine(async () => validating.promise.then(() => true)),
        execute,
      }),
      tool({
        name: "failing",
        execute: () => {
          throw new Error("no");
        },
      }),
    ];
    const onEvent = (each: ToolsEvent): void => {
      reported.push(
        each.type === "tool_call" || each.type === "tool_result" ? `${each.type} ${each.toolCall.id}` : each.type,
      );
      if (each.type === "tool_result") queueMicrotask(() => controller.abort("enough"));
    };
    const calls = [call("slow"), call("validated"), call("failing"), call("slow", "{}", "late")];
    const { result } = await run([createCallResponse(...calls)], {
      tools,
      options: { signal: controller.signal, onEvent },
    });
    validating.resolve();
    for (let turn = 0; turn < 5; turn++) await flushPromises();

    expect(result).toMatchObject({ ok: false, error: { name: "RequestAbortedError", cause: "enough" } });
    expect(reported.at(-1)).toBe("tool_result id_failing");
    expect(reported.filter((each) => each.startsWith("tool_result"))).toHaveLength(1);
    expect(reported).not.toContain("tool_call id_validated");
    expect(execute).not.toHaveBeenCalled();
    expect(result.steps).toMatchObject([{ results: [{ toolCall: { id: "id_failing" }, error: { message: "no" } }] }]);
    // A call without its result would make the messages invalid.
    expect(result.messages).toEqual(messages);
  });

  test("reports no event after onEvent has failed, and aborts the other tools", async () => {
    const events: string[] = [];
    let toolSignal: AbortSignal | undefined;
    const tools = [
      tool({ name: "fast", execute: () => "x" }),
      tool({
        name: "slow",
        execute: async (_, { signal }) => {
          toolSignal = signal;
          for (let turn = 0; turn < 5; turn++) await flushPromises();
        },
      }),
    ];
    const onEvent = ({ type }: ToolsEvent): void => {
      events.push(type);
      if (type === "tool_result") throw new Error("mine");
    };
    const { result } = await run([createCallResponse(call("fast"), call("slow"))], { tools, options: { onEvent } });
    const count = events.length;
    expect(toolSignal?.aborted).toBe(true);
    for (let turn = 0; turn < 10; turn++) await flushPromises();
    expect(result).toMatchObject({ ok: false, error: { message: "onEvent failed: mine" } });
    expect(result.steps).toMatchObject([{ results: [{ toolCall: { id: "id_fast" } }] }]);
    expect(events).toHaveLength(count);
  });

  test("leaves no unhandled rejection if tools fail later", async () => {
    const unhandled: unknown[] = [];
    const record = (reason: unknown) => void unhandled.push(reason);
    process.on("unhandledRejection", record);
    const controller = new AbortController();
    const late = tool({
      name: "late",
      async execute() {
        controller.abort();
        await flushPromises();
        throw new Error("late");
      },
    });
    await run([createCallResponse(call("late"), call("late"))], {
      tools: [late],
      options: { signal: controller.signal },
    });
    for (let turn = 0; turn < 5; turn++) await flushPromises();
    process.off("unhandledRejection", record);
    expect(unhandled).toEqual([]);
  });
});

describe("a streamed run", () => {
  test("runs the tools, and reports every chunk", async () => {
    const { result, bodies, events } = await run([createCallStream, createTextStream], {
      request: { stream: true },
    });
    expect(bodies.map(({ stream }) => stream)).toEqual([true, true]);
    expect(result).toMatchObject({
      ok: true,
      value: { object: "chat.completion", choices: [{ message: { content: "Yes." } }] },
      usage: { total_tokens: 14 },
      attempts: 1,
    });
    expect(toolMessages(bodies[1])).toMatchObject([
      { tool_call_id: "id_weather", content: '{"city":"Oslo","celsius":7}' },
    ]);
    expect(events.map(({ type, step }) => `${step} ${type}`)).toEqual([
      ...Array(4).fill("1 chunk"),
      "1 completion",
      "1 tool_call",
      "1 tool_result",
      ...Array(3).fill("2 chunk"),
      "2 completion",
    ]);
  });

  test("fails with the error of the stream, with the partial choices", async () => {
    const { result } = await run([() => sse(event(chunk("Ye")))], { request: { stream: true } });
    expect(result).toMatchObject({
      ok: false,
      error: { name: "ConnectionError", kind: "truncated", partial: [{ message: { content: "Ye" } }] },
      attempts: 1,
    });
  });

  test("fails with the error of the call", async () => {
    const { result } = await run([errorResponse(401)], { request: { stream: true } });
    expect(result).toMatchObject({ ok: false, error: { name: "ChatCompletionError" }, attempts: 1 });
    expect(result.response?.status).toBe(401);
  });

  test("closes the stream when onEvent throws", async () => {
    const cause = new Error("mine");
    const onEvent = () => {
      throw cause;
    };
    const { result, requests } = await run([createTextStream], {
      request: { stream: true },
      options: { onEvent },
    });
    expect(result).toMatchObject({ ok: false, error: { name: "UnexpectedClientError", cause } });
    expect(requests).toHaveLength(1);
  });
});
