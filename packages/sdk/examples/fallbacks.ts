// Other models when one fails, and a say in which providers see the prompt.
import { OpenRouter } from "@org/sdk";

const openRouter = new OpenRouter({ appTitle: "Garden helper", httpReferer: "https://garden.example.com" });

const completion = await openRouter.chat.complete(
  {
    // Tried in this order when one is down, over its limit, or refuses. Only the one that answers is billed.
    model: "meta-llama/llama-3.3-70b-instruct",
    models: ["mistralai/mistral-small-3.2-24b-instruct", "openai/gpt-5-mini"],
    messages: [{ role: "user", content: "Write a limerick about load balancers." }],
    provider: {
      order: ["deepinfra", "together"], // these first, then others
      allow_fallbacks: true,
      ignore: ["novita"],
      data_collection: "deny", // none that trains on prompts
      require_parameters: true,
      max_price: { prompt: 0.5, completion: 1.5 }, // dollars per million tokens
    },
  },
  { headers: { "X-OpenRouter-Metadata": "enabled" } },
);

console.log(completion.choices[0]?.message.content);
console.log(`answered by ${completion.model} at ${completion.provider}`);
for (const { model, provider, status } of completion.openrouter_metadata?.attempts ?? []) {
  console.log(`tried ${model} at ${provider}: ${status}`);
}
