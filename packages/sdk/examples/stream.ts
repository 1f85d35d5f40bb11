// A stream in the terminal. Ctrl-C stops the generation and its cost.
import { OpenRouter } from "@org/sdk";

const openRouter = new OpenRouter();

const stream = await openRouter.chat.complete({
  model: "openai/gpt-5-mini",
  messages: [{ role: "user", content: "Count to five." }],
  stream: true,
});
process.once("SIGINT", () => void stream.cancel());

for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta.content ?? "");
  // The last chunk has the usage.
  if (chunk.usage) process.stdout.write(`\n${chunk.usage.completion_tokens} tokens, $${chunk.usage.cost}\n`);
}
