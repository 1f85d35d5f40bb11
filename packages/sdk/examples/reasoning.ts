// Reasoning that is sent back in the next turn, so that the model continues from it.
import { OpenRouter } from "@org/sdk";
import { toAssistantMessage } from "@org/sdk/funcs/toAssistantMessage.js";
import type { ChatCompletionMessageParam } from "@org/sdk/models";

const openRouter = new OpenRouter();
const messages: ChatCompletionMessageParam[] = [];

for (const question of ["Which weighs more, a litre of oil or of water?", "And a litre of mercury?"]) {
  messages.push({ role: "user", content: question });
  const completion = await openRouter.chat.complete({
    model: "anthropic/claude-sonnet-4.6",
    messages,
    reasoning: { effort: "low" },
  });

  // Unchanged: providers sign reasoning_details, and reject them if a part is missing.
  const message = toAssistantMessage(completion);
  messages.push(message);

  if (message.reasoning) console.log(`(${message.reasoning})`);
  console.log(message.content);
  console.log(`${completion.usage?.completion_tokens_details?.reasoning_tokens ?? 0} tokens of thinking`);
}
