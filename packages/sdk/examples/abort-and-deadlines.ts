// Streams until a deadline, or until the user aborts: node abort-and-deadlines.ts 5000
import { OpenRouter } from "@org/sdk";
import { RequestAbortedError } from "@org/sdk/models/errors";

const openRouter = new OpenRouter({
  timeoutMs: 60_000, // per attempt, until the first chunk
  idleTimeoutMs: 20_000, // maximum silence after it
});

const deadlineMs = Number(process.argv[2] ?? 5_000);
const user = new AbortController();
process.once("SIGINT", () => user.abort(new Error("Ctrl-C")));

// For the whole call, including retries and the stream: whichever is aborted first.
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
  // The cause is the reason of the signal: the error above, or the TimeoutError of AbortSignal.timeout.
  const isTimeout = error.cause instanceof Error && error.cause.name === "TimeoutError";
  console.log(`${text} …`);
  console.log(isTimeout ? `Stopped after ${deadlineMs} ms.` : "Stopped by the user.");
}
