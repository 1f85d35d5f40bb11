// Functions that the model may call: it asks for them, they are run, and it answers with what they gave.
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
    maxSteps: 5, // keeps a model that goes in circles from running up a bill
    onEvent(event) {
      if (event.type === "tool_call") console.log(`> ${event.toolCall.function.name}(${JSON.stringify(event.args)})`);
      if (event.type === "tool_result" && event.error) console.log(`  ${event.error.message}`);
    },
  },
);

// What was done until then, and its cost, is there either way.
console.log(result.ok ? result.value.choices[0]?.message.content : `It failed: ${result.error.message}`);
console.log(`${result.steps.length} steps, ${result.usage.total_tokens} tokens, $${result.usage.cost ?? "?"}`);
