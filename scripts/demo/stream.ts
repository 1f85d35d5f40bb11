import { OpenRouter } from "@org/sdk";

const openRouter = new OpenRouter();

const stream = await openRouter.chat.complete({
  model: "openai/gpt-5-mini",
  messages: [{ role: "user", content: "Count to five." }],
  stream: true,
});

for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta.content ?? "");
}
console.log();
