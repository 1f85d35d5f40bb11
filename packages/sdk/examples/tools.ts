// Tools: the model calls functions, chatTools runs them, and the model answers with their results.
import { OpenRouterCore } from "@org/sdk/core.js";
import { chatTools, tool } from "@org/sdk/funcs/chatTools.js";
import * as z from "zod";

const core = new OpenRouterCore();

const tramDelay = tool({
  name: "tram_delay",
  description: "Delay of a tram line, in minutes.",
  parameters: z.object({ line: z.string() }),
  execute: ({ line }) => ({ line, minutes: 4 }),
});

const result = await chatTools(
  core,
  {
    model: "openai/gpt-5-mini",
    messages: [{ role: "user", content: "Is the tram to Grinzing on time?" }],
    tools: [tramDelay],
  },
  {
    maxSteps: 5, // limits the cost of a model that repeats its calls
    onEvent(event) {
      if (event.type === "tool_call") console.log(`> ${event.toolCall.function.name}(${JSON.stringify(event.args)})`);
      if (event.type === "tool_result" && event.error) console.log(`  ${event.error.message}`);
    },
  },
);

// The steps and their cost are available in both cases.
console.log(result.ok ? result.value.choices[0]?.message.content : `It failed: ${result.error.message}`);
console.log(`${result.steps.length} steps, ${result.usage.total_tokens} tokens, $${result.usage.cost ?? "?"}`);
