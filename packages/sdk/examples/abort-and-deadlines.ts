// As much of an answer as fits into a deadline, unless the user stops it before: node abort-and-deadlines.ts 5000
import { OpenRouter } from "@org/sdk";
import { RequestAbortedError } from "@org/sdk/models/errors";

const openRouter = new OpenRouter({
  timeoutMs: 60_000, // one attempt, until its first chunk
  idleTimeoutMs: 20_000, // the longest silence after that
});

const deadlineMs = Number(process.argv[2] ?? 5_000);
const user = new AbortController();
process.once("SIGINT", () => user.abort(new Error("Ctrl-C")));

// For the whole call, with its retries and the stream: whichever comes first.
const signal = AbortSignal.any([user.signal, AbortSignal.timeout(deadlineMs)]);

let text = "";
try {
  const stream = await openRouter.chat.complete(
    { messages: [{ role: "user", content: "Tell me everything about herons." }], stream: true },
    { signal },
  );
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
  console.log(text);
} catch (error) {
  if (!RequestAbortedError.isInstance(error)) throw error;
  // The cause is the signal's reason: ours, or the TimeoutError of AbortSignal.timeout.
  const isLate = error.cause instanceof Error && error.cause.name === "TimeoutError";
  console.log(`${text} …`);
  console.log(isLate ? `That is as far as it came in ${deadlineMs} ms.` : "You stopped it.");
}
