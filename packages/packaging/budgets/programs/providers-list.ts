import { OpenRouterCore } from "@org/sdk/core.js";
import { providersList } from "@org/sdk/funcs/providersList.js";

const result = await providersList(new OpenRouterCore());
if (result.ok) console.log(result.value.data.length);
else console.error(result.error.message);
