import { OpenRouterCore } from "@org/sdk/core.js";
import { apiKeysCurrent } from "@org/sdk/funcs/apiKeysCurrent.js";

const result = await apiKeysCurrent(new OpenRouterCore());
if (result.ok) console.log(result.value.data.usage);
else console.error(result.error.message);
