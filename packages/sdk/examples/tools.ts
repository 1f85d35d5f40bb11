// A round trip with tools: the model asks for a function, we run it, the model answers with what it returned.
import { OpenRouter } from "@org/sdk";
import type { ChatCompletionMessageParam, ChatCompletionTool } from "@org/sdk/models";

const openRouter = new OpenRouter();

const tools: ChatCompletionTool[] = [
  {
    type: "function",
    function: {
      name: "tram_delay",
      description: "Delay of a tram line, in minutes.",
      parameters: { type: "object", properties: { line: { type: "string" } }, required: ["line"] },
    },
  },
];
const functions = new Map([["tram_delay", ({ line }: { line?: string }): unknown => ({ line, minutes: 4 })]]);

const messages: ChatCompletionMessageParam[] = [{ role: "user", content: "Is the tram to Grinzing on time?" }];

// A model may want several rounds; a bound keeps one that goes in circles from running up a bill.
for (let round = 0; round < 5; round++) {
  const completion = await openRouter.chat.complete({ model: "openai/gpt-5-mini", messages, tools });
  const message = completion.choices[0]?.message;
  if (!message) throw new Error("There is no answer");
  messages.push(message); // as it came: what the model thought has to go back, too

  if (!message.tool_calls?.length) {
    console.log(message.content);
    break;
  }
  for (const { id, function: call } of message.tool_calls) {
    console.log(`> ${call.name}(${call.arguments ?? ""})`);
    messages.push({ role: "tool", tool_call_id: id, content: resultOf(call) });
  }
}

function resultOf(call: { name: string; arguments?: string | undefined }): string {
  try {
    const run = functions.get(call.name);
    if (!run) return `There is no function ${call.name}`;
    return JSON.stringify(run(JSON.parse(call.arguments || "{}")));
  } catch (error) {
    return `It failed: ${String(error)}`; // the model can try again
  }
}
