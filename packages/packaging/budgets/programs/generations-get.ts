import { OpenRouterCore } from "@org/sdk/core.js";
import { generationsGet } from "@org/sdk/funcs/generationsGet.js";

const result = await generationsGet(new OpenRouterCore(), { id: "gen-1" }, { waitMs: 10_000 });
if (result.ok) console.log(result.value.data.total_cost);
else console.error(result.error.message);
