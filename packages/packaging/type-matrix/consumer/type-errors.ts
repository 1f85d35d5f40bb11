import { createClient } from "@org/client";
import { OpenRouter, OpenRouterCore } from "@org/sdk";
import { chatComplete } from "@org/sdk/funcs/chatComplete";
import { ChatCompletionError } from "@org/sdk/models/errors";

const openRouter = new OpenRouter();
const messages = [{ role: "user", content: "Hello" }] as const;

/** Each line after a directive must be a type error, which it would not be if a type were `any`. */
export async function reportTypeErrors(stream: boolean, thrown: unknown): Promise<void> {
  // @ts-expect-error: a misspelt field
  await openRouter.chat.complete({ messages, temprature: 1 });
  // @ts-expect-error: no messages
  await openRouter.chat.complete({ model: "openai/gpt-5-mini" });
  // @ts-expect-error: no such role
  await openRouter.chat.complete({ messages: [{ role: "human", content: "Hello" }] });
  // @ts-expect-error: a misspelt field of a message
  await openRouter.chat.complete({ messages: [{ role: "user", content: "Hello", nam: "Ann" }] });
  // @ts-expect-error: a number where a string belongs
  await openRouter.chat.complete({ messages, model: 5 });
  // @ts-expect-error: an unknown option of a call
  await openRouter.chat.complete({ messages }, { timeout: 1_000 });
  // @ts-expect-error: an unknown option of the client
  void new OpenRouter({ baseURL: "https://example.org" });
  // @ts-expect-error: no such strategy
  void new OpenRouterCore({ retryConfig: { strategy: "linear" } });
  // @ts-expect-error: the caller cannot set the method
  await openRouter.chat.complete({ messages }, { fetchOptions: { method: "GET" } });

  const completion = await openRouter.chat.complete({ messages });
  // @ts-expect-error: an unknown field of a completion
  void completion.choice;
  // @ts-expect-error: a completion is not a stream
  for await (const _ of completion);
  for await (const chunk of await openRouter.chat.complete({ messages, stream: true })) {
    // @ts-expect-error: a chunk has a delta
    void chunk.choices[0]?.message;
  }
  const either = await openRouter.chat.complete({ messages, stream });
  // @ts-expect-error: not before it is narrowed
  void either.choices;

  const result = await chatComplete(openRouter, { messages });
  // @ts-expect-error: not before it is narrowed
  void result.value;
  // @ts-expect-error: a plain object is not a client
  await chatComplete({}, { messages });
  // @ts-expect-error: no such field
  if (ChatCompletionError.isInstance(thrown)) void thrown.status;

  const client = createClient();
  // @ts-expect-error: no such path
  await client.POST("/chat/completion", { body: { messages } });
  // @ts-expect-error: no body
  await client.POST("/chat/completions", {});
  // @ts-expect-error: a misspelt field
  await client.POST("/chat/completions", { body: { messages, temprature: 1 } });
  // @ts-expect-error: an event stream is not JSON
  await client.POST("/chat/completions", { body: { messages, stream: true } });
  // @ts-expect-error: an event stream is not JSON
  await client.POST("/chat/completions", { body: { messages, stream: true }, parseAs: "json" });
  // @ts-expect-error: an event stream is not JSON
  await client.request("post", "/chat/completions", { body: { messages, stream: true } });
  // @ts-expect-error: stream is a boolean
  await client.POST("/chat/completions", { body: { messages, stream: "true" } });
  const { data, error } = await client.POST("/chat/completions", { body: { messages } });
  // @ts-expect-error: not before it is narrowed
  void data.choices;
  // @ts-expect-error: a body that is not JSON is a string
  void error?.error;
}
