import { openrouter } from "@openrouter/ai-sdk-provider";
import { generateText, type ModelMessage } from "ai";

const messages: ModelMessage[] = [];
for (const question of ["What is the capital of Austria?", "And its river?"]) {
  messages.push({ role: "user", content: question });
  const answer = await generateText({ model: openrouter("test/model-1"), messages });
  messages.push(...answer.response.messages);
}
