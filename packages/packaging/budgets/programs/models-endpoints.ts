import { OpenRouterCore } from "@org/sdk/core.js";
import { modelsEndpoints } from "@org/sdk/funcs/modelsEndpoints.js";

const result = await modelsEndpoints(new OpenRouterCore(), { author: "openai", slug: "gpt-5-mini" });
if (result.ok) console.log(result.value.data.endpoints.length);
else console.error(result.error.message);
