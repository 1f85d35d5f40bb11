// An answer that appears in the terminal while the model writes it. Ctrl-C stops it, and what it costs.
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
  // The last chunk tells what it came to.
  if (chunk.usage) process.stdout.write(`\n${chunk.usage.completion_tokens} tokens, $${chunk.usage.cost}\n`);
}
