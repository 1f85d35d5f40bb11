import type { Output } from "./output.ts";
import type { Progress } from "./run-call.ts";

/** A name and its value. */
export type Fact = readonly [name: string, value: string];

/** Returns the metadata of a response. */
export function getFacts(
  { model, provider, finishReason, usage }: Output,
  { requestId, attempts, firstChunkMs, totalMs }: Partial<Progress>,
): Fact[] {
  const reasoningTokens = usage?.completion_tokens_details?.reasoning_tokens;
  return withValues([
    ["Model", model],
    ["Provider", provider],
    ["Finish reason", finishReason],
    ["Tokens", usage && `${usage.prompt_tokens} in, ${usage.completion_tokens} out`],
    ["Reasoning tokens", reasoningTokens ? String(reasoningTokens) : undefined],
    ["Cost", usage?.cost === undefined || usage.cost === null ? undefined : formatDollars(usage.cost)],
    ["Request id", requestId],
    ["Attempts", attempts?.toString()],
    ["First chunk", firstChunkMs === undefined ? undefined : `${firstChunkMs} ms`],
    ["Total time", totalMs === undefined ? undefined : `${totalMs} ms`],
  ]);
}

/** Returns the facts that have a value. */
export function withValues(facts: readonly (readonly [string, string | undefined])[]): Fact[] {
  return facts.filter((fact): fact is Fact => fact[1] !== undefined && fact[1] !== "");
}

/** Formats a cost, often millionths of a dollar, with all digits and without an exponent. */
function formatDollars(cost: number): string {
  return `$${cost.toLocaleString("en", { maximumFractionDigits: 10 })}`;
}
