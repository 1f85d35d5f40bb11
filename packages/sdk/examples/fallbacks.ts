// Fallback models, and rules for the providers that may receive the prompt.
import { OpenRouter } from "@org/sdk";

const openRouter = new OpenRouter({ appTitle: "Garden helper", httpReferer: "https://garden.example.com" });

const completion = await openRouter.chat.complete(
  {
    // Tried in this order if one is down, rate limited, or refuses. Only the one that responds is billed.
    model: "meta-llama/llama-3.3-70b-instruct",
    models: ["mistralai/mistral-small-3.2-24b-instruct", "openai/gpt-5-mini"],
    messages: [{ role: "user", content: "Write a limerick about load balancers." }],
    provider: {
      order: ["deepinfra", "together"], // first these, then others
      allow_fallbacks: true,
      ignore: ["novita"],
      data_collection: "deny", // no provider that trains on prompts
      require_parameters: true,
      max_price: { prompt: 0.5, completion: 1.5 }, // US dollars per million tokens
    },
  },
  { headers: { "X-OpenRouter-Metadata": "enabled" } },
);

console.log(completion.choices[0]?.message.content);
console.log(`answered by ${completion.model} at ${completion.provider}`);
for (const { model, provider, status } of completion.openrouter_metadata?.attempts ?? []) {
  console.log(`tried ${model} at ${provider}: ${status}`);
}
