import { OpenRouterCore } from "@org/sdk/core.js";
import { chatParse } from "@org/sdk/funcs/chatParse.js";

const schema = { type: "object", properties: { city: { type: "string" } } };
const result = await chatParse(new OpenRouterCore(), { messages: [{ role: "user", content: "Hello" }] }, schema);
if (result.ok) console.log(result.value.parsed);
else console.error(result.error.message);
