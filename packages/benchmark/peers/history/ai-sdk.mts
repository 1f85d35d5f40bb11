import { openrouter } from "@openrouter/ai-sdk-provider";
import { generateText, type ModelMessage } from "ai";

const messages: ModelMessage[] = [];
for (const question of ["What is the capital of Austria?", "And its river?"]) {
  messages.push({ role: "user", content: question });
  const response = await generateText({ model: openrouter("test/model-1"), messages });
  messages.push(...response.response.messages);
}
