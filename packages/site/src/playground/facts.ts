import type { Answer } from "./answer.ts";
import type { Progress } from "./run-call.ts";

/** A name and what stands behind it. */
export type Fact = readonly [name: string, value: string];

/** What is known of an answer beside its text. */
export function factsOf(
  { model, provider, finishReason, usage }: Answer,
  { requestId, attempts, firstChunkMs, totalMs }: Partial<Progress>,
): Fact[] {
  const thoughts = usage?.completion_tokens_details?.reasoning_tokens;
  return present([
    ["Model", model],
    ["Provider", provider],
    ["Finish reason", finishReason],
    ["Tokens", usage && `${usage.prompt_tokens} in, ${usage.completion_tokens} out`],
    ["Of them thoughts", thoughts ? String(thoughts) : undefined],
    ["Cost", usage?.cost === undefined || usage.cost === null ? undefined : dollars(usage.cost)],
    ["Request id", requestId],
    ["Attempts", attempts?.toString()],
    ["First chunk", firstChunkMs === undefined ? undefined : `${firstChunkMs} ms`],
    ["Total time", totalMs === undefined ? undefined : `${totalMs} ms`],
  ]);
}

/** Those that have a value. */
export function present(facts: readonly (readonly [string, string | undefined])[]): Fact[] {
  return facts.filter((fact): fact is Fact => fact[1] !== undefined && fact[1] !== "");
}

/** Costs are often millionths of a dollar: no digit is rounded away, none in exponents. */
function dollars(cost: number): string {
  return `$${cost.toLocaleString("en", { maximumFractionDigits: 10 })}`;
}
