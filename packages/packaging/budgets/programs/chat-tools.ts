import { OpenRouterCore } from "@org/sdk/core.js";
import { chatTools, tool } from "@org/sdk/funcs/chatTools.js";

const tools = [tool({ name: "now", execute: () => Date.now() })];
const result = await chatTools(new OpenRouterCore(), { messages: [{ role: "user", content: "Hello" }], tools });
if (result.ok) console.log(result.value, result.messages);
else console.error(result.error.message);
