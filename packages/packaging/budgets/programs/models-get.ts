import { OpenRouterCore } from "@org/sdk/core.js";
import { modelsGet } from "@org/sdk/funcs/modelsGet.js";

const result = await modelsGet(new OpenRouterCore(), { author: "openai", slug: "gpt-5-mini" });
if (result.ok) console.log(result.value.data.context_length);
else console.error(result.error.message);
