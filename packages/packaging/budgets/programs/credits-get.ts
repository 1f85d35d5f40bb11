import { OpenRouterCore } from "@org/sdk/core.js";
import { creditsGet } from "@org/sdk/funcs/creditsGet.js";

const result = await creditsGet(new OpenRouterCore());
if (result.ok) console.log(result.value.data.total_credits);
else console.error(result.error.message);
