import { OpenRouterCore } from "@org/sdk/core.js";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import { ChatCompletionError } from "@org/sdk/models/errors.js";

const openRouter = new OpenRouterCore({ apiKey: "not-a-key" });

const result = await chatComplete(openRouter, { messages: [{ role: "user", content: "Hello, how are you?" }] });

if (!result.ok && ChatCompletionError.isInstance(result.error)) {
  const { name, message, statusCode, attempts } = result.error;
  console.log({ name, message, statusCode, attempts });
}
