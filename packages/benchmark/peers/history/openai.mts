import OpenAI from "openai";

const client = new OpenAI();
const messages: OpenAI.ChatCompletionMessageParam[] = [];
for (const question of ["What is the capital of Austria?", "And its river?"]) {
  messages.push({ role: "user", content: question });
  const response = await client.chat.completions.create({ model: "test/model-1", messages });
  const message = response.choices[0]?.message;
  if (message) messages.push(message);
}
