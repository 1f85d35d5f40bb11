// Lists models under a price, calls the cheapest, and gets what the call cost.
import { OpenRouter } from "@org/sdk";

const openRouter = new OpenRouter();

const { data: models } = await openRouter.models.list({
  max_price: 0.5, // dollars for a million prompt tokens
  supported_parameters: ["tools"],
  sort: "pricing-low-to-high",
});
const [cheapest] = models;
if (cheapest === undefined) throw new Error("No model is that cheap");

const completion = await openRouter.chat.complete({
  model: cheapest.id,
  messages: [{ role: "user", content: "Name three rivers that cross Vienna." }],
});
console.log(`${cheapest.id}: ${completion.choices[0]?.message.content}`);

// The service may need a few seconds before it knows the generation. This also works after an aborted stream.
const { data: generation } = await openRouter.generations.get({ id: completion.id }, { waitMs: 10_000 });
console.log(`$${generation.total_cost} at ${generation.provider_name}, in ${generation.generation_time} ms`);
