import { OpenRouter } from "@org/sdk";
import { ChatCompletionError } from "@org/sdk/models/errors";

const openRouter = new OpenRouter();

const stream = await openRouter.chat.complete({
  messages: [{ role: "user", content: "Count to five." }],
  stream: true,
});
for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? "");
console.log();

try {
  await openRouter.chat.complete(
    { messages: [{ role: "user", content: "Hello" }] },
    { headers: { Prefer: "code=401" } },
  );
} catch (error) {
  if (ChatCompletionError.isInstance(error)) console.log(error.name, error.statusCode);
}
