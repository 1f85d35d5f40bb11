import { OpenRouter, type EventStream, type OpenRouterCore } from "@org/sdk";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import type { ChatCompletion, ChatCompletionChunk, ChatCompletionMessageParam } from "@org/sdk/models";
import { assertSameType } from "./assert-same-type.js";

const openRouter = new OpenRouter({ apiKey: () => "sk", appTitle: undefined, retryCodes: [429, "5XX"] as const });
const messages = [{ role: "user", content: "Hello" }] as const;

export async function narrowOverloads(stream: boolean): Promise<void> {
  const completion = await openRouter.chat.complete({ messages });
  assertSameType<typeof completion, ChatCompletion>(true);
  assertSameType<(typeof completion.choices)[0]["message"]["content"], string | null>(true);
  assertSameType<NonNullable<typeof completion.usage>["total_tokens"], number>(true);

  const explicit = await openRouter.chat.complete({ messages, stream: false });
  assertSameType<typeof explicit, ChatCompletion>(true);

  const chunks = await openRouter.chat.complete({ messages, stream: true });
  assertSameType<typeof chunks, EventStream<ChatCompletionChunk>>(true);

  const either = await openRouter.chat.complete({ messages, stream });
  assertSameType<typeof either, ChatCompletion | EventStream<ChatCompletionChunk>>(true);
  if ("choices" in either) assertSameType<typeof either, ChatCompletion>(true);
  else assertSameType<typeof either, EventStream<ChatCompletionChunk>>(true);

  const { value, requestId, response, attempts } = await openRouter.chat.complete({ messages }).withResponse();
  assertSameType<typeof value, ChatCompletion>(true);
  assertSameType<typeof requestId, string | undefined>(true);
  assertSameType<typeof response, Response>(true);
  assertSameType<typeof attempts, number>(true);
}

export async function readStream(): Promise<string> {
  const stream = await openRouter.chat.complete({ messages, stream: true });
  let text = "";
  for await (const chunk of stream) {
    assertSameType<typeof chunk, ChatCompletionChunk>(true);
    text += chunk.choices[0]?.delta.content ?? "";
  }
  await stream.cancel();
  return text;
}

export async function iterateChunks(stream: EventStream<ChatCompletionChunk>): Promise<void> {
  const chunks: AsyncIterable<ChatCompletionChunk> = stream;
  const own = stream[Symbol.asyncIterator]();
  const standard: AsyncIterableIterator<ChatCompletionChunk> = own;
  const step = await own.next();
  if (step.done) assertSameType<typeof step.value, undefined>(true);
  else assertSameType<typeof step.value, ChatCompletionChunk>(true);
  const reader = stream.toReadableStream().getReader();
  const { value } = await reader.read();
  assertSameType<typeof value, ChatCompletionChunk | undefined>(true);
  return void [chunks, standard];
}

export async function sendHistory(question: string): Promise<readonly ChatCompletionMessageParam[]> {
  const past: ChatCompletionMessageParam[] = [{ role: "system", content: "Be brief." }];
  past.push({ role: "user", content: question });
  const { choices } = await openRouter.chat.complete({ messages: past });
  const message = choices[0]?.message;
  if (message) past.push(message);
  for (const call of message?.tool_calls ?? []) {
    past.push({ role: "tool", tool_call_id: call.id, content: call.function.arguments ?? "{}" });
  }
  return past;
}

export async function callStandalone(core: OpenRouterCore): Promise<void> {
  const result = await chatComplete(core, { messages });
  if (result.ok) {
    assertSameType<typeof result.value, ChatCompletion>(true);
  } else if (result.error.name === "ConnectionError") {
    console.error(result.error.message, result.attempts);
  }
  const streamed = await chatComplete(openRouter, { messages, stream: true });
  if (streamed.ok) assertSameType<typeof streamed.value, EventStream<ChatCompletionChunk>>(true);
  const eitherWay = await chatComplete(openRouter, { messages, stream: Math.random() > 0.5 });
  if (!eitherWay.ok) return;
  if ("choices" in eitherWay.value) assertSameType<typeof eitherWay.value, ChatCompletion>(true);
  else assertSameType<typeof eitherWay.value, EventStream<ChatCompletionChunk>>(true);
}

const constant = {
  model: "openai/gpt-5-mini",
  messages: [
    { role: "system", content: [{ type: "text", text: "Be brief." }] },
    { role: "user", content: [{ type: "image_url", image_url: { url: "https://example.org/a.png" } }] },
  ],
  stop: ["a", "b"],
  tools: [{ type: "function", function: { name: "now", parameters: { type: "object", required: ["zone"] } } }],
  provider: { order: ["openai"], allow_fallbacks: false },
  response_format: { type: "json_object" },
  temperature: undefined,
} as const;

export async function sendReadonlyRequest(): Promise<ChatCompletion> {
  return await openRouter.chat.complete(constant);
}
