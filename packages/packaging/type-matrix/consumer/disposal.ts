import { OpenRouter } from "@org/sdk";

export async function readFirstId(): Promise<string> {
  await using stream = await new OpenRouter().chat.complete({
    messages: [{ role: "user", content: "Hello" }],
    stream: true,
  });
  for await (const chunk of stream) return chunk.id;
  return "";
}
