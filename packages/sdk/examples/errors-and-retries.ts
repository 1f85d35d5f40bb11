// The errors of a call, and which of them are retried.
import { OpenRouter } from "@org/sdk";
import { ChatCompletionError, ConnectionError, RequestTimeoutError } from "@org/sdk/models/errors";

const openRouter = new OpenRouter({
  retryConfig: { strategy: "backoff", maxRetries: 4, backoff: { initialInterval: 250, maxElapsedTime: 60_000 } },
  debugLogger: { debug() {}, warn: (message) => console.log(message) },
});

await ask("What is the boiling point of water?");
await ask("What is the boiling point of ".repeat(3));

async function ask(question: string): Promise<void> {
  try {
    const { value, attempts, requestId } = await openRouter.chat
      .complete({ messages: [{ role: "user", content: question }] })
      .withResponse();
    console.log(value.choices[0]?.message.content, `(attempt ${attempts}, ${requestId})`);
  } catch (error) {
    console.log(adviceFor(error));
  }
}

function adviceFor(error: unknown): string {
  if (ChatCompletionError.isInstance(error)) {
    // The message has the status and the provider's text; quote the requestId to support.
    const details = `${error.message} (${error.requestId}, after ${error.attempts} attempts)`;
    if (error.statusCode === 402) return `Add credit. ${details}`;
    if (error.statusCode === 429) return `Try again in ${(error.retryAfterMs ?? 60_000) / 1000} s. ${details}`;
    return error.isRetryable ? `Try again later. ${details}` : `Change the request. ${details}`;
  }
  if (ConnectionError.isInstance(error)) return `No connection (${error.kind}): ${error.message}`;
  if (RequestTimeoutError.isInstance(error)) return `Too slow (${error.kind}): ${error.message}`;
  throw error;
}
