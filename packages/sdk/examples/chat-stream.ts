// A stream that shows reasoning and text separately, and also builds the final completion.
import { OpenRouterCore } from "@org/sdk/core.js";
import { chatStream } from "@org/sdk/funcs/chatStream.js";

const core = new OpenRouterCore();

// Nothing to await: the call has started, and the iteration waits for the chunks.
const stream = chatStream(core, {
  model: "anthropic/claude-sonnet-4.6",
  messages: [{ role: "user", content: "Count to five." }],
  reasoning: { effort: "low" },
});
process.once("SIGINT", () => void stream.cancel());

try {
  for await (const { choices } of stream) {
    const { reasoning, content } = choices[0]?.delta ?? {};
    if (reasoning) process.stderr.write(reasoning);
    if (content) process.stdout.write(content);
  }
  const { choices, usage } = await stream.finalCompletion();
  console.log(`\n(${choices[0]?.finish_reason}, ${usage?.total_tokens} tokens, $${usage?.cost})`);
} catch (error) {
  // The choices received before the error are in `partial`.
  const text = stream.snapshot?.choices[0]?.message.content ?? "";
  console.error(`\n${String(error)}, after ${text.length} characters`);
}
