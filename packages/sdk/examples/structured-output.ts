// Structured output: the schema is sent to the model, and validates and types its output.
import { OpenRouterCore } from "@org/sdk/core.js";
import { chatParse } from "@org/sdk/funcs/chatParse.js";
import * as z from "zod";

const core = new OpenRouterCore();

// A schema of zod, arktype or valibot, or a plain JSON Schema.
const Rating = z.object({ stars: z.int().min(0).max(5), reason: z.string() });

const result = await chatParse(
  core,
  {
    model: "openai/gpt-5-mini",
    messages: [{ role: "user", content: "Rate this soup: cold, but good." }],
    // Only providers that support the schema, not those that ignore it.
    provider: { require_parameters: true },
  },
  Rating,
  { name: "rating", strict: true },
);

if (result.ok) {
  const { stars, reason } = result.value.parsed;
  console.log("★".repeat(stars), reason);
} else if (result.error.name === "RefusalError") {
  console.log("The model refused:", result.error.refusal);
} else if (result.error.name === "TruncatedOutputError" || result.error.name === "InvalidOutputError") {
  console.log(`${result.error.message}\nOutput: ${result.error.text}`);
} else {
  console.log("The call failed:", result.error.message);
}
