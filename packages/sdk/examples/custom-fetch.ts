// Calls through a gateway that adds the key, with a custom fetch that measures the time.
//
// A plain forward proxy needs no code: NODE_USE_ENV_PROXY=1 HTTPS_PROXY=http://proxy:3128 node app.ts
import { OpenRouter } from "@org/sdk";

const timed: typeof fetch = async (url, init) => {
  const start = performance.now();
  const response = await fetch(url, init);
  console.log(`${response.status} in ${Math.round(performance.now() - start)} ms`);
  return response;
};

const openRouter = new OpenRouter({
  // The URL is read from OPENROUTER_BASE_URL; to set it here instead:
  // serverURL: "https://gateway.example.com/openrouter",
  apiKey: null, // sends no key: the gateway adds it
  headers: { "x-team": "garden" },
  fetch: timed,
  // Called for every attempt with its Request.
  middleware: [{ onRequest: ({ request }) => console.log(request.method, new URL(request.url).pathname) }],
});

const completion = await openRouter.chat.complete({ messages: [{ role: "user", content: "Hello" }] });
console.log(completion.choices[0]?.message.content);
