// An answer that is shown while it is written, thoughts apart from the text, and that is there as a whole at the end.
import { OpenRouterCore } from "@org/sdk/core.js";
import { chatStream } from "@org/sdk/funcs/chatStream.js";

const core = new OpenRouterCore();

// Nothing to wait for: the call is under way, and iterating waits for what comes.
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
  // What had come is not lost.
  const text = stream.snapshot?.choices[0]?.message.content ?? "";
  console.error(`\n${String(error)}, after ${text.length} characters`);
}
