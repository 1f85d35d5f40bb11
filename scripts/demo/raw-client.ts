import { createClient, servers } from "@org/client";

const client = createClient({
  apiKey: process.env["OPENROUTER_API_KEY"] ?? null,
  serverURL: process.env["OPENROUTER_BASE_URL"] ?? servers[0].url,
});

const { data, error, response } = await client.POST("/chat/completions", {
  body: { model: "openai/gpt-5-mini", messages: [{ role: "user", content: "Name three rivers that cross Vienna." }] },
});

console.log(response.status, data?.model ?? error);
console.log(data?.choices[0]?.message.content);
