import { OpenRouterCore } from "@org/sdk/core.js";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import { ChatCompletionError } from "@org/sdk/models/errors.js";

const openRouter = new OpenRouterCore();

const result = await chatComplete(
  openRouter,
  { messages: [{ role: "user", content: "Name three rivers that cross Vienna." }] },
  // The mock server responds with the status in `Prefer`.
  { headers: { Prefer: "code=429" } },
);

if (result.ok) {
  console.log(result.value.choices[0]?.message.content);
} else if (ChatCompletionError.isInstance(result.error)) {
  const { name, message, statusCode, retryAfterMs, attempts } = result.error;
  console.log({ name, message, statusCode, retryAfterMs, attempts });
}
