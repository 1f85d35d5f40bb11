import { OpenRouterCore } from "@openrouter/sdk/core.js";
import { chatSend } from "@openrouter/sdk/funcs/chatSend.js";

const core = new OpenRouterCore({ apiKey: "sk" });
const result = await chatSend(core, { chatRequest: { messages: [{ role: "user", content: "Hello" }], stream: true } });
if (!result.ok) console.error(result.error.message);
else if (!("choices" in result.value)) {
  for await (const chunk of result.value) console.log(chunk.choices[0]?.delta.content);
}
