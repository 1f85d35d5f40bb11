import { createOpenRouter } from "@openrouter/ai-sdk-provider";
import { streamText } from "ai";

const model = createOpenRouter({ apiKey: "sk" }).chat("openai/gpt-5-mini");
const { textStream } = streamText({ model, messages: [{ role: "user", content: "Hello" }] });
for await (const text of textStream) console.log(text);
