import type { ChatCompletion, ChatCompletionChunk, CompletionUsage } from "@org/types";

/** The part of a completion, or of a stream so far, that the page shows. */
export interface Output {
  content: string;
  reasoning: string;
  refusal: string;
  toolCalls: ToolCall[];
  finishReason?: string;
  model?: string;
  provider?: string;
  usage?: CompletionUsage;
}

export interface ToolCall {
  id: string;
  name: string;
  arguments: string;
}

export function createOutput(): Output {
  return { content: "", reasoning: "", refusal: "", toolCalls: [] };
}

/** Appends the first choice of a chunk. */
export function appendChunk(output: Output, chunk: ChatCompletionChunk): void {
  copyMetadata(output, chunk);
  const choice = chunk.choices.find(({ index }) => index === 0);
  if (!choice) return;
  const { delta } = choice;
  output.content += delta.content ?? "";
  output.reasoning += delta.reasoning ?? "";
  output.refusal += delta.refusal ?? "";
  for (const part of delta.tool_calls ?? []) {
    const call = (output.toolCalls[part.index] ??= { id: "", name: "", arguments: "" });
    call.id ||= part.id ?? "";
    call.name += part.function?.name ?? "";
    call.arguments += part.function?.arguments ?? "";
  }
  if (choice.finish_reason) output.finishReason = choice.finish_reason;
}

/** Returns the first choice of a completion. */
export function toOutput(completion: ChatCompletion): Output {
  const output = createOutput();
  copyMetadata(output, completion);
  const [choice] = completion.choices;
  if (!choice) return output;
  const { content, reasoning, refusal, tool_calls: calls } = choice.message;
  output.content = content ?? "";
  output.reasoning = reasoning ?? "";
  output.refusal = refusal ?? "";
  output.toolCalls = (calls ?? []).map(({ id, function: called }) => {
    return { id, name: called.name, arguments: called.arguments ?? "" };
  });
  if (choice.finish_reason) output.finishReason = choice.finish_reason;
  return output;
}

function copyMetadata(output: Output, { model, provider, usage }: ChatCompletion | ChatCompletionChunk): void {
  output.model = model;
  if (provider) output.provider = provider;
  if (usage) output.usage = usage;
}
