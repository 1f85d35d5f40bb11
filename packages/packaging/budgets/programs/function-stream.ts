import { OpenRouterCore } from "@org/sdk/core.js";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";

const core = new OpenRouterCore();
const result = await chatComplete(core, { messages: [{ role: "user", content: "Hello" }], stream: true });
if (result.ok) for await (const chunk of result.value) console.log(chunk.choices[0]?.delta.content);
else console.error(result.error.message);
