import { OpenRouterError } from "../errors/api-error.ts";
import { ConnectionError } from "../errors/client-error.ts";
import type { EndEvent } from "../observer/activity.ts";
import { isRecord } from "../utils/is-record.ts";

/** Tokens and cost of one call. A field is absent if it is unknown, which is not 0. */
export interface CallUsage {
  /** Tokens in the prompt. */
  readonly prompt_tokens?: number;
  /** Tokens in the completion, including reasoning. */
  readonly completion_tokens?: number;
  /** Sum of both. */
  readonly total_tokens?: number;
  /** Cost in US dollars. */
  readonly cost?: number;
}

const nothing: CallUsage = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0, cost: 0 };

/** Statuses for which a server gave up waiting: what it waited for may have been generated, and billed. */
const timeoutStatuses: ReadonlySet<number> = new Set([408, 504, 524]);

/** Returns the usage of a call that was sent and has ended: what the server reported, or 0 if it generated nothing. */
export function readCallUsage({ error, usage }: EndEvent): CallUsage {
  if (!isRecord(usage)) return isUnbilled(error) ? nothing : {};
  const { cost, prompt_tokens: prompt, completion_tokens: completion, total_tokens: total } = usage;
  const sum = isCount(prompt) && isCount(completion) ? prompt + completion : undefined;
  return {
    ...(isCount(prompt) && { prompt_tokens: prompt }),
    ...(isCount(completion) && { completion_tokens: completion }),
    ...(isCount(total) ? { total_tokens: total } : sum !== undefined && { total_tokens: sum }),
    ...(isCount(cost) && { cost }),
  };
}

/** Returns whether the service never received the call, or rejected it. An error inside a 200 is neither. */
function isUnbilled(error: unknown): boolean {
  if (ConnectionError.isInstance(error)) return error.kind === "refused" || error.kind === "dns";
  if (!OpenRouterError.isInstance(error)) return false;
  const { ok, status } = error.rawResponse;
  return !ok && !timeoutStatuses.has(status);
}

/** A sum with NaN would never reach a limit, and a negative number would raise it. */
function isCount(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value < Infinity;
}
