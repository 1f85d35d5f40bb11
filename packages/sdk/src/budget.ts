export { createBudget, type Budget } from "./budget/create-budget.ts";
export type { BudgetOptions, CallToEstimate, Estimate, UsageEvent } from "./budget/options.ts";
export type { CallUsage } from "./budget/call-usage.ts";
export type { Amount, BudgetTotals, UsageTotals } from "./budget/totals.ts";
export { BudgetExceededError, type BudgetExceededErrorInit, type BudgetExceededKind } from "./errors/budget-error.ts";
