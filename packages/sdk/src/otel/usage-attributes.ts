import type { Attributes } from "@opentelemetry/api";
import type { EndEvent } from "../observer/activity.ts";
import { setAttribute } from "./attributes.ts";
import { semanticConventions } from "./semantic-conventions.ts";

const { attributes } = semanticConventions;

/** Sets the attributes of the tokens and the cost, as far as they are known. */
export function setUsageAttributes(target: Attributes, usage: EndEvent["usage"]): void {
  const { prompt_tokens_details: input, completion_tokens_details: output } = usage ?? {};
  setAttribute(target, attributes.inputTokens, usage?.prompt_tokens);
  setAttribute(target, attributes.outputTokens, usage?.completion_tokens);
  setAttribute(target, attributes.cacheReadTokens, input?.cached_tokens);
  setAttribute(target, attributes.cacheWriteTokens, input?.cache_write_tokens);
  setAttribute(target, attributes.reasoningTokens, output?.reasoning_tokens);
  setAttribute(target, attributes.cost, usage?.cost);
}
