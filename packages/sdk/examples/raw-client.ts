// The typed HTTP client below the SDK: one request, one response, no retries.
import { createClient, servers } from "@org/client";

const client = createClient({
  apiKey: process.env["OPENROUTER_API_KEY"] ?? null,
  serverURL: process.env["OPENROUTER_BASE_URL"] ?? servers[0].url,
});

const { data, error, response } = await client.POST("/chat/completions", {
  body: { model: "openai/gpt-5-mini", messages: [{ role: "user", content: "Name three rivers that cross Vienna." }] },
});

// Check `ok`, not `error`: an empty error body leaves `error` undefined.
if (response.ok) {
  console.log(data?.choices[0]?.message.content);
} else {
  console.error(response.status, error);
  process.exitCode = 1;
}
