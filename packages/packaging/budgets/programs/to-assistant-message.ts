import { OpenRouterCore } from "@org/sdk/core.js";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import { toAssistantMessage } from "@org/sdk/funcs/toAssistantMessage.js";

const result = await chatComplete(new OpenRouterCore(), { messages: [{ role: "user", content: "Hello" }] });
if (result.ok) console.log(toAssistantMessage(result.value));
else console.error(result.error.message);
