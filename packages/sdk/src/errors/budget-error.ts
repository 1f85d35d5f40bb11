import type { BudgetTotals } from "../budget/totals.ts";
import { brand } from "./brand.ts";
import { HTTPClientError, type HTTPClientErrorInit } from "./client-error.ts";

/** Which limit a call would exceed: `maxCost` (`cost`) or `maxTokens` (`tokens`). */
export type BudgetExceededKind = "cost" | "tokens";

/** Options of {@link BudgetExceededError}. */
export interface BudgetExceededErrorInit extends HTTPClientErrorInit {
  /** The limit, in US dollars or tokens. */
  limit: number;
  /** The totals when the call began. */
  totals: BudgetTotals;
  /**
   * What the call was estimated at, in US dollars or tokens.
   *
   * @default 0
   */
  estimate?: number;
}

/**
 * The budget is used up, or too small for the estimate of the call. The call was not sent.
 *
 * @example
 * ```ts
 * import { OpenRouter } from "@org/sdk";
 * import { BudgetExceededError, createBudget } from "@org/sdk/budget.js";
 *
 * const openRouter = new OpenRouter({ observers: [createBudget({ maxCost: 0 })] });
 * try {
 *   await openRouter.chat.complete({ messages: [{ role: "user", content: "Hello" }] });
 * } catch (error) {
 *   if (!BudgetExceededError.isInstance(error)) throw error;
 *   console.log(error.code, error.kind, error.totals.cost, error.limit);
 * }
 * ```
 * ```text
 * budget_exceeded cost 0 0
 * ```
 */
export class BudgetExceededError extends HTTPClientError {
  declare static readonly isInstance: (value: unknown) => value is BudgetExceededError;
  declare readonly name: "BudgetExceededError";
  /** A stable code. */
  override readonly code = "budget_exceeded" as const;
  /** Which limit the call would exceed. */
  declare readonly kind: BudgetExceededKind;
  /** The limit, in US dollars or tokens. */
  declare readonly limit: number;
  /** What the call was estimated at, in US dollars or tokens; 0 without an estimate. */
  declare readonly estimate: number;
  /** The totals when the call began. */
  declare readonly totals: BudgetTotals;

  constructor(kind: BudgetExceededKind, { limit, totals, estimate = 0, ...init }: BudgetExceededErrorInit) {
    super(formatMessage(kind, limit, totals, estimate), init);
    Object.assign(this, { kind, limit, estimate, totals });
  }

  static {
    brand(this, "BudgetExceededError");
  }
}

function formatMessage(kind: BudgetExceededKind, limit: number, totals: BudgetTotals, estimate: number): string {
  const [option, used, prefix, unit] =
    kind === "cost" ? ["maxCost", totals.cost, "$", ""] : ["maxTokens", totals.total_tokens, "", " tokens"];
  // Twelve digits hide the rounding errors of a sum.
  const format = (amount: number): string => `${prefix}${Number(amount.toPrecision(12))}`;
  const state = `${format(used + totals.estimated[kind])} of ${format(limit)}${unit} are used (${option})`;
  return estimate === 0
    ? `The budget is used up: ${state}`
    : `The budget is too small for the call, which is estimated at ${format(estimate)}${unit}: ${state}`;
}
