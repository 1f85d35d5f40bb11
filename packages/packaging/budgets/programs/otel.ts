import { OpenRouterCore } from "@org/sdk/core.js";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import { openTelemetry } from "@org/sdk/otel.js";

const core = new OpenRouterCore({ observers: [openTelemetry()] });
const result = await chatComplete(core, { messages: [{ role: "user", content: "Hello" }] });
if (result.ok) console.log(result.value.choices[0]?.message.content);
else console.error(result.error.message);
