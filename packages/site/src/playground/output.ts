import type { ChatCompletion, ChatCompletionChunk, CompletionUsage } from "@org/types";

/** What the page shows of an answer, whole or as far as it has come. */
export interface Answer {
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

export function emptyAnswer(): Answer {
  return { content: "", reasoning: "", refusal: "", toolCalls: [] };
}

/** Adds what a chunk brings to the first choice. */
export function addChunk(answer: Answer, chunk: ChatCompletionChunk): void {
  addFrame(answer, chunk);
  const choice = chunk.choices.find(({ index }) => index === 0);
  if (!choice) return;
  const { delta } = choice;
  answer.content += delta.content ?? "";
  answer.reasoning += delta.reasoning ?? "";
  answer.refusal += delta.refusal ?? "";
  for (const part of delta.tool_calls ?? []) {
    const call = (answer.toolCalls[part.index] ??= { id: "", name: "", arguments: "" });
    call.id ||= part.id ?? "";
    call.name += part.function?.name ?? "";
    call.arguments += part.function?.arguments ?? "";
  }
  if (choice.finish_reason) answer.finishReason = choice.finish_reason;
}

/** The first choice of a whole answer. */
export function answerOf(completion: ChatCompletion): Answer {
  const answer = emptyAnswer();
  addFrame(answer, completion);
  const [choice] = completion.choices;
  if (!choice) return answer;
  const { content, reasoning, refusal, tool_calls: calls } = choice.message;
  answer.content = content ?? "";
  answer.reasoning = reasoning ?? "";
  answer.refusal = refusal ?? "";
  answer.toolCalls = (calls ?? []).map(({ id, function: called }) => {
    return { id, name: called.name, arguments: called.arguments ?? "" };
  });
  if (choice.finish_reason) answer.finishReason = choice.finish_reason;
  return answer;
}

function addFrame(answer: Answer, { model, provider, usage }: ChatCompletion | ChatCompletionChunk): void {
  answer.model = model;
  if (provider) answer.provider = provider;
  if (usage) answer.usage = usage;
}
