import type { ChatCompletionCreateParams, EmbeddingsCreateParams } from "@org/types/schemas";
import type { EndEvent } from "../observer/activity.ts";
import type { CallUsage } from "./call-usage.ts";
import type { BudgetTotals } from "./totals.ts";

/** Options of `createBudget`. */
export interface BudgetOptions {
  /**
   * The limit of the cost, in US dollars.
   *
   * @default Infinity
   */
  maxCost?: number | undefined;
  /**
   * The limit of the tokens, of prompts and completions together.
   *
   * @default Infinity
   */
  maxTokens?: number | undefined;
  /**
   * Called after each call that was sent and has ended. The call does not wait for it. Errors that it throws, or that its
   * promise rejects with, are ignored.
   */
  onUsage?: ((event: UsageEvent) => unknown) | undefined;
  /**
   * Returns the expected cost, or tokens, of a call that begins. They count until the real ones are known. A call whose
   * estimate exceeds what is left is not sent. An error that it throws fails the call.
   */
  estimate?: ((call: CallToEstimate) => Estimate | undefined) | undefined;
}

/** A call that begins. */
export interface CallToEstimate {
  /** Path of the operation: `/chat/completions` or `/embeddings`. */
  readonly path: string;
  /** The request as it is sent. An embeddings request has `input` instead of `messages`. */
  readonly request: Partial<ChatCompletionCreateParams & EmbeddingsCreateParams>;
}

/** What a call is expected to cost. What is absent counts as 0. */
export interface Estimate {
  /** Cost in US dollars. */
  cost?: number | undefined;
  /** Tokens of prompt and completion. */
  tokens?: number | undefined;
}

/** A call that was sent has ended. */
export interface UsageEvent {
  /** The model that responded, else the model of the request; `unknown` if there is neither. */
  readonly model: string;
  /** How the call ended. `canceled`: the caller closed its stream before the end. */
  readonly outcome: EndEvent["outcome"];
  /** ID of the request at the service, which `generations.get` needs to look up an unknown cost. */
  readonly requestId: string | undefined;
  /** Tokens and cost of the call. */
  readonly usage: CallUsage;
  /** The totals, with this call. */
  readonly totals: BudgetTotals;
}
