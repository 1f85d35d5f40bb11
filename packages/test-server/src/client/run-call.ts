import type { EventStream, OpenRouterCore, RequestOptions } from "@org/sdk";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import { chatStream } from "@org/sdk/funcs/chatStream.js";
import type { ChatCompletion, ChatCompletionChunk } from "@org/sdk/models";
import { ConnectionError, OpenRouterError, RequestTimeoutError } from "@org/sdk/models/errors";
import { hello } from "./client.ts";

/** A completion, a stream that is iterated, or one that is put together. */
export type Mode = Asked | "whole stream";

/** What is asked of the server. */
export type Asked = "completion" | "stream";

/** How a call ended, in a form that a table can hold. */
export interface Ending {
  /** `"whole"`, or the name of the error and what tells it from others of its class: its kind or its status. */
  end: string;
  /** The text that came, before an error too. */
  said: string;
  attempts: number;
  error?: unknown;
}

/** Makes a call to its end: reads the stream when there is one. */
export async function callTo(core: OpenRouterCore, mode: Mode, options?: RequestOptions): Promise<Ending> {
  if (mode === "completion") {
    const result = await chatComplete(core, hello, options);
    if (!result.ok) return failure(result.error, "", result.attempts);
    return { end: "whole", said: textOf(result.value), attempts: result.attempts };
  }
  if (mode === "whole stream") return wholeStream(core, options);
  const result = await chatComplete(core, { ...hello, stream: true }, options);
  if (!result.ok) return failure(result.error, "", result.attempts);
  const { said, error } = await drained(result.value);
  return error === undefined
    ? { end: "whole", said, attempts: result.attempts }
    : failure(error, said, attemptsOf(error));
}

async function wholeStream(core: OpenRouterCore, options?: RequestOptions): Promise<Ending> {
  const stream = chatStream(core, hello, options);
  try {
    const completion = await stream.finalCompletion();
    return { end: "whole", said: textOf(completion), attempts: (await stream.withResponse()).attempts };
  } catch (error) {
    const choices = (error as { partial?: ChatCompletion["choices"] }).partial ?? [];
    return failure(error, textOf({ choices }), attemptsOf(error));
  }
}

/** Reads a stream to its end, whichever that is. */
export async function drained(
  stream: EventStream<ChatCompletionChunk>,
): Promise<{ said: string; count: number; error?: unknown }> {
  let said = "";
  let count = 0;
  try {
    for await (const chunk of stream) {
      count += 1;
      for (const { delta } of chunk.choices) said += delta.content ?? "";
    }
  } catch (error) {
    return { said, count, error };
  }
  return { said, count };
}

/** The name of an error, with its kind or status. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return `no error: ${String(error)}`;
  if (ConnectionError.isInstance(error) || RequestTimeoutError.isInstance(error)) return `${error.name} ${error.kind}`;
  return OpenRouterError.isInstance(error) ? `${error.name} ${error.statusCode}` : error.name;
}

function failure(error: unknown, said: string, attempts: number): Ending {
  return { end: nameOf(error), said, attempts, error };
}

function attemptsOf(error: unknown): number {
  return (error as { attempts: number }).attempts;
}

function textOf({ choices }: Pick<ChatCompletion, "choices">): string {
  return choices.map(({ message }) => (typeof message.content === "string" ? message.content : "")).join("");
}
