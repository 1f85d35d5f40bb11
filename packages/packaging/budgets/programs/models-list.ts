import { OpenRouterCore } from "@org/sdk/core.js";
import { modelsList } from "@org/sdk/funcs/modelsList.js";

const result = await modelsList(new OpenRouterCore(), { max_price: 0.5 });
if (result.ok) console.log(result.value.data.length);
else console.error(result.error.message);
