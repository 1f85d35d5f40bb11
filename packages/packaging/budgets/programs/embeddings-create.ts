import { OpenRouterCore } from "@org/sdk/core.js";
import { embeddingsCreate } from "@org/sdk/funcs/embeddingsCreate.js";

const result = await embeddingsCreate(new OpenRouterCore(), { model: "openai/text-embedding-3-small", input: "Hello" });
if (result.ok) console.log(result.value.data.length);
else console.error(result.error.message);
