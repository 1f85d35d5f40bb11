import { OpenRouterCore } from "@org/sdk/core.js";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import { createObserver } from "@org/sdk/observer.js";

const observer = createObserver(() => ({ onEvent: (event) => console.log(event.type) }));
const core = new OpenRouterCore({ observers: [observer] });
const result = await chatComplete(core, { messages: [{ role: "user", content: "Hello" }] });
if (result.ok) console.log(result.value.choices[0]?.message.content);
else console.error(result.error.message);
