import { createBudget } from "@org/sdk/budget.js";
import { OpenRouterCore } from "@org/sdk/core.js";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";

const budget = createBudget({ maxCost: 5 });
const core = new OpenRouterCore({ observers: [budget] });
const result = await chatComplete(core, { messages: [{ role: "user", content: "Hello" }] });
if (result.ok) console.log(result.value.choices[0]?.message.content, budget.totals().cost);
else console.error(result.error.message);
