// An answer in a given shape: the model keeps to a JSON schema, and we check it all the same.
import { OpenRouter } from "@org/sdk";

interface Rating {
  stars: number;
  reason: string;
}

const openRouter = new OpenRouter();

const completion = await openRouter.chat.complete({
  model: "openai/gpt-5-mini",
  messages: [{ role: "user", content: "Rate this soup: cold, but good." }],
  response_format: {
    type: "json_schema",
    json_schema: {
      name: "rating",
      strict: true,
      schema: {
        type: "object",
        properties: { stars: { type: "integer" }, reason: { type: "string" } },
        required: ["stars", "reason"],
        additionalProperties: false,
      },
    },
  },
  // Only providers that know the schema, and not those that would ignore it.
  provider: { require_parameters: true },
});

const choice = completion.choices[0];
if (choice?.finish_reason === "length") throw new Error("The answer was cut off: raise max_tokens");
if (choice?.message.refusal) throw new Error(`The model refused: ${choice.message.refusal}`);

const rating: unknown = JSON.parse(choice?.message.content ?? "");
if (!isRating(rating)) throw new Error("The answer has another shape");
console.log("★".repeat(rating.stars), rating.reason);

function isRating(value: unknown): value is Rating {
  if (typeof value !== "object" || value === null) return false;
  return "stars" in value && typeof value.stars === "number" && "reason" in value && typeof value.reason === "string";
}
