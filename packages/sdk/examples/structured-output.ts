// An answer in a given shape: the model is told the schema, and what it answers is checked and typed by it.
import { OpenRouterCore } from "@org/sdk/core.js";
import { chatParse } from "@org/sdk/funcs/chatParse.js";
import * as z from "zod";

const core = new OpenRouterCore();

// Of zod, arktype or valibot; a plain JSON Schema does as well.
const Rating = z.object({ stars: z.int().min(0).max(5), reason: z.string() });

const result = await chatParse(
  core,
  {
    model: "openai/gpt-5-mini",
    messages: [{ role: "user", content: "Rate this soup: cold, but good." }],
    // Only providers that know the schema, and not those that would ignore it.
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
  console.log(`${result.error.message}\nIt said: ${result.error.text}`);
} else {
  console.log("There was no answer:", result.error.message);
}
