// Calls through a gateway of your own, which adds the key, by a fetch of your own, which takes the time.
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
  // Where it is comes from OPENROUTER_BASE_URL; here is the place to write it down instead:
  // serverURL: "https://gateway.example.com/openrouter",
  apiKey: null, // no key is sent: the gateway has it
  headers: { "x-team": "garden" },
  fetch: timed,
  // Runs for every attempt, with the Request as it goes out.
  middleware: [{ onRequest: ({ request }) => console.log(request.method, new URL(request.url).pathname) }],
});

const completion = await openRouter.chat.complete({ messages: [{ role: "user", content: "Hello" }] });
console.log(completion.choices[0]?.message.content);
