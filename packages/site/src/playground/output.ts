import type { ChatCompletion, CompletionUsage } from "@org/types";

/** The part of a completion, or of a stream so far, that the page shows. */
export interface Output {
  readonly content: string;
  readonly reasoning: string;
  readonly refusal: string;
  readonly toolCalls: readonly ToolCall[];
  readonly finishReason: string | undefined;
  readonly model: string | undefined;
  readonly provider: string | undefined;
  readonly usage: CompletionUsage | undefined;
}

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

/** Returns the output of the first choice; empty without a completion. */
export function toOutput(completion: ChatCompletion | undefined): Output {
  const choice = completion?.choices[0];
  const message = choice?.message;
  return {
    content: toText(message?.content),
    reasoning: toText(message?.reasoning),
    refusal: toText(message?.refusal),
    toolCalls: (message?.tool_calls ?? []).map(({ id, function: called }) => {
      return { id, name: toText(called?.name), arguments: toText(called?.arguments) };
    }),
    finishReason: choice?.finish_reason ?? undefined,
    model: completion?.model,
    provider: completion?.provider,
    usage: completion?.usage,
  };
}

/** Converts a field to text. Some servers send objects or lists where the API has strings, or omit fields. */
function toText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
