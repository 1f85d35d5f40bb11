import type { ChatCompletionChunk } from "@org/types/schemas";

/** Accumulates chunks as a consumer does. */
export function accumulate(all: readonly ChatCompletionChunk[]) {
  const result = {
    content: "",
    reasoning: "",
    refusal: "",
    calls: [] as [string | undefined, string | undefined, string][],
    images: [] as unknown[],
    reasons: [] as unknown[],
    usages: [] as unknown[],
  };
  for (const { choices, usage } of all) {
    if (usage) result.usages.push(usage);
    for (const { delta, finish_reason } of choices) {
      result.content += delta.content ?? "";
      result.reasoning += delta.reasoning ?? "";
      result.refusal += delta.refusal ?? "";
      result.images.push(...(delta.images ?? []));
      if (finish_reason) result.reasons.push(finish_reason);
      for (const { index, id, function: called } of delta.tool_calls ?? []) {
        const call = (result.calls[index] ??= [id, called.name, ""]);
        call[2] += called.arguments ?? "";
      }
    }
  }
  return result;
}
