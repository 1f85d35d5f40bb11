import { createClient } from "@org/client";
import type { ChatCompletion } from "@org/types";

const client = createClient({ apiKey: "sk-or-v1-packed", serverURL: process.env["OPENROUTER_BASE_URL"] ?? "" });
const { data, error } = await client.POST("/chat/completions", {
  body: { messages: [{ role: "user", content: "Hello" }] },
});
const completion: ChatCompletion | undefined = data;
console.log(completion?.object ?? error);
