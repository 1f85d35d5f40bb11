/**
 * Sums over calls that were sent and have ended. What a server did not report is missing in the sums; the calls
 * concerned are counted in `callsWithUnknownCost` and `callsWithUnknownTokens`.
 */
export interface UsageTotals {
  /** Number of calls, including those that failed or were canceled. */
  readonly calls: number;
  /** Number of those calls whose cost is unknown. */
  readonly callsWithUnknownCost: number;
  /** Number of those calls whose tokens are unknown. */
  readonly callsWithUnknownTokens: number;
  /** Cost in US dollars. */
  readonly cost: number;
  /** Tokens in the prompts. */
  readonly prompt_tokens: number;
  /** Tokens in the completions, including reasoning. */
  readonly completion_tokens: number;
  /** Sum of both. */
  readonly total_tokens: number;
}

/** The totals of a budget at one moment. They do not change afterwards, and can be written as JSON. */
export interface BudgetTotals extends UsageTotals {
  /** Number of calls that have begun and not ended. */
  readonly inFlight: number;
  /**
   * What counts toward the limits in addition: the estimates of the calls in flight, and of those calls whose cost or
   * tokens are unknown.
   */
  readonly estimated: Readonly<Amount>;
  /** The sums by the model that responded, else the model of the request; `unknown` if there is neither. */
  readonly byModel: Readonly<Record<string, UsageTotals>>;
}

/** A cost and a number of tokens. */
export interface Amount {
  /** Cost in US dollars. */
  cost: number;
  /** Tokens of prompt and completion. */
  tokens: number;
}
