import type { EventStream, OpenRouterCore, RequestOptions } from "@org/sdk";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import { chatStream } from "@org/sdk/funcs/chatStream.js";
import type { ChatCompletion, ChatCompletionChunk } from "@org/sdk/models";
import { ConnectionError, OpenRouterError, RequestTimeoutError } from "@org/sdk/models/errors";
import { hello } from "./client.ts";

/** What a call requests and reads: a completion, the chunks of a stream, or the completion of `chatStream`. */
export type CallMode = ResponseKind | "chatStream";

/** What the server is asked for. */
export type ResponseKind = "completion" | "stream";

/** The outcome of a call, in a form that a table can contain. */
export interface CallOutcome {
  /** `"complete"`, or the label of the error: see `getErrorLabel`. */
  end: string;
  /** The text that was received, even before an error. */
  text: string;
  attempts: number;
  error?: unknown;
}

/** Makes a call and reads its response to the end. */
export async function runCall(core: OpenRouterCore, mode: CallMode, options?: RequestOptions): Promise<CallOutcome> {
  if (mode === "completion") {
    const result = await chatComplete(core, hello, options);
    if (!result.ok) return createFailure(result.error, "", result.attempts);
    return { end: "complete", text: getText(result.value), attempts: result.attempts };
  }
  if (mode === "chatStream") return runChatStream(core, options);
  const result = await chatComplete(core, { ...hello, stream: true }, options);
  if (!result.ok) return createFailure(result.error, "", result.attempts);
  const { text, error } = await readStream(result.value);
  return error === undefined
    ? { end: "complete", text, attempts: result.attempts }
    : createFailure(error, text, getAttempts(error));
}

async function runChatStream(core: OpenRouterCore, options?: RequestOptions): Promise<CallOutcome> {
  const stream = chatStream(core, hello, options);
  try {
    const completion = await stream.finalCompletion();
    return { end: "complete", text: getText(completion), attempts: (await stream.withResponse()).attempts };
  } catch (error) {
    const choices = (error as { partial?: ChatCompletion["choices"] }).partial ?? [];
    return createFailure(error, getText({ choices }), getAttempts(error));
  }
}

/** Reads a stream until it ends or fails. Returns its text, the number of chunks, and the error. */
export async function readStream(
  stream: EventStream<ChatCompletionChunk>,
): Promise<{ text: string; count: number; error?: unknown }> {
  let text = "";
  let count = 0;
  try {
    for await (const chunk of stream) {
      count += 1;
      for (const { delta } of chunk.choices) text += delta.content ?? "";
    }
  } catch (error) {
    return { text, count, error };
  }
  return { text, count };
}

/** Returns the name of an error with its kind or status, such as `ConnectionError reset`. */
export function getErrorLabel(error: unknown): string {
  if (!(error instanceof Error)) return `no error: ${String(error)}`;
  if (ConnectionError.isInstance(error) || RequestTimeoutError.isInstance(error)) return `${error.name} ${error.kind}`;
  return OpenRouterError.isInstance(error) ? `${error.name} ${error.statusCode}` : error.name;
}

function createFailure(error: unknown, text: string, attempts: number): CallOutcome {
  return { end: getErrorLabel(error), text, attempts, error };
}

function getAttempts(error: unknown): number {
  return (error as { attempts: number }).attempts;
}

function getText({ choices }: Pick<ChatCompletion, "choices">): string {
  return choices.map(({ message }) => (typeof message.content === "string" ? message.content : "")).join("");
}
