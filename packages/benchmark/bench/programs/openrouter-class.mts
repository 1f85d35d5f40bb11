import { OpenRouter } from "@openrouter/sdk";

const openRouter = new OpenRouter({ apiKey: "sk" });
const stream = await openRouter.chat.send({
  chatRequest: { messages: [{ role: "user", content: "Hello" }], stream: true },
});
if (!("choices" in stream)) for await (const chunk of stream) console.log(chunk.choices[0]?.delta.content);
