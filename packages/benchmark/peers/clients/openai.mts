import OpenAI, { APIError } from "openai";
import type { CallOptions, Client } from "../client.ts";

export const client: Client = {
  async complete({ model, messages, unknown }, options) {
    const body = { model, messages: [...messages], ...unknown };
    const value = await createClient(options).chat.completions.create(body, callOptions(options));
    return { text: value.choices?.[0]?.message.content ?? "", value };
  },

  async stream({ model, messages, unknown }, options) {
    const body = { model, messages: [...messages], stream: true as const, ...unknown };
    const stream = await createClient(options).chat.completions.create(body, callOptions(options));
    return (async function* () {
      // According to its types, every chunk has a list of choices.
      for await (const value of stream) yield { text: value.choices[0]?.delta.content ?? "", value };
    })();
  },

  async accumulate({ model, messages }, options) {
    const body = { model, messages: [...messages], tools: [{ type: "function" as const, function: lookUp }] };
    const stream = createClient(options).chat.completions.stream(body, callOptions(options));
    const { id, model: usedModel, choices } = await stream.finalChatCompletion();
    const [choice] = choices;
    const toolCalls = choice?.message.tool_calls ?? [];
    return {
      text: choice?.message.content ?? "",
      toolCalls: toolCalls
        .filter((call) => call.type === "function")
        .map(({ function: { name, arguments: args } }) => ({ name, args: JSON.parse(args) })),
      id,
      model: usedModel,
      finishReason: choice?.finish_reason ?? null,
    };
  },

  async runTool({ model, messages }, options, execute) {
    const definition = { ...lookUp, description: "Looks it up", parse: JSON.parse, function: execute };
    const tools = [{ type: "function" as const, function: definition }];
    const runner = createClient(options).chat.completions.runTools(
      { model, messages: [...messages], tools },
      callOptions(options),
    );
    return { text: (await runner.finalContent()) ?? "", value: await runner.finalChatCompletion() };
  },

  async completeWith({ model, messages }, options) {
    const openai = new OpenAI({ apiKey: "sk", maxRetries: 0, ...options });
    const value = await openai.chat.completions.create({ model, messages: [...messages] });
    return { text: value.choices[0]?.message.content ?? "", value };
  },

  getStatus: (error) => (error instanceof APIError ? error.status : undefined),
  history: "openai.mts",
};

const lookUp = { name: "lookUp", parameters: { type: "object", properties: {} } };

function createClient({ url, apiKey = "sk" }: CallOptions): OpenAI {
  return new OpenAI({ baseURL: url, apiKey });
}

function callOptions({ retries, timeoutMs, signal }: CallOptions): OpenAI.RequestOptions {
  return {
    ...(retries && { maxRetries: retries === "none" ? 0 : 100 }),
    ...(timeoutMs !== undefined && { timeout: timeoutMs }),
    ...(signal && { signal }),
  };
}
